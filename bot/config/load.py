"""config.toml and the environment, read into frozen settings.

Any key can come from the environment as `SITREP_SECTION__KEY`, which takes precedence over the file. A secret
can come from a file that `key_file` or `SITREP_SECTION__KEY_FILE` names. All problems are reported at once,
each with its key and how to fix it.
"""

import logging
import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.config.settings import Settings
from bot.errors import ConfigError

_HIDDEN = ("token", "openai_key", "query")
"""Keys whose values are not repeated in a problem: secrets, and queries, which have their place shown."""

log = logging.getLogger(__name__)

_SECRETS = (("telegram", "token"), ("database", "url"), ("facts", "openai_key"))
"""What may come from a file of its own, as containers pass secrets."""

_NO_INTEGER = "is not a whole number; write, for example, 20"
_NO_NUMBER = "is not a number; write, for example, 20 or 0.5"
_NO_BOOLEAN = "is neither true nor false; write one of the two, without quotes"
_MESSAGES = {
    "missing": "is missing; add it",
    "tuple_type": "is not a list; put square brackets around it",
    "string_type": "is not a string; put it in quotes",
    "int_type": _NO_INTEGER,
    "int_parsing": _NO_INTEGER,
    "int_from_float": _NO_INTEGER,
    "float_type": _NO_NUMBER,
    "float_parsing": _NO_NUMBER,
    "bool_type": _NO_BOOLEAN,
    "bool_parsing": _NO_BOOLEAN,
    "string_too_short": "is empty; give it a value",
    "string_pattern_mismatch": "must have 1 to 32 lowercase letters, digits and hyphens; "
    "write, for example, north-sea",
}
"""What to say about a mistake, by pydantic's name for it, where nothing else about it matters."""


def example_path() -> Path:
    """The path of config.example.toml: in an installed package, inside it; in a checkout, at its root."""
    package = Path(__file__).resolve().parent
    installed = package / "config.example.toml"
    return installed if installed.is_file() else package.parents[1] / "config.example.toml"


def load(path: Path | None, environment: Mapping[str, str], *, applying: bool = False) -> Settings:
    """The settings of `path`, overridden by `environment`.

    With `path` None, reads config.toml of the working directory; without one, the example that comes with
    Sitrep. `applying`: its feeds and topics are about to replace those of the database; the example may not,
    in a database that the environment names. Raises ConfigError with every problem found.
    """
    chosen = path or Path("config.toml")
    if path is None and not chosen.is_file():
        chosen = example_path()
        if applying:
            _refuse_example(environment)
    try:
        values = tomllib.loads(chosen.read_text(encoding="utf-8-sig"))
    except OSError as error:
        hint = "check the path, or copy config.example.toml there"
        raise ConfigError([f"{chosen}: cannot be read ({error.strerror}); {hint}"]) from None
    except UnicodeDecodeError:
        raise ConfigError([f"{chosen}: is not UTF-8; save it as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{chosen}: is not valid TOML: {error}"]) from None
    sources = _override(values, environment)
    _hint(environment)
    _read_secrets(values, sources, str(chosen))
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigError([_problem(details, str(chosen), sources) for details in error.errors()]) from None


def load_from_environment(path: Path | None, *, applying: bool = False) -> Settings:
    """`load` with the environment of this process."""
    return load(path, os.environ, applying=applying)


def _refuse_example(environment: Mapping[str, str]) -> None:
    """The topics and feeds of the example would replace those of the database that the environment names."""
    named = [name for name in environment if name.upper().startswith("SITREP_DATABASE__URL")]
    if named:
        raise ConfigError(
            [
                f"{named[0]} names a database, but there is no config.toml in {Path.cwd()} to say what it "
                "is to hold; name the file with --config, or copy config.example.toml to config.toml"
            ]
        )


def _hint(environment: Mapping[str, str]) -> None:
    """Warn of variables that are ignored because one underscore is missing."""
    for name, section in Settings.model_fields.items():
        keys = getattr(section.annotation, "model_fields", {})
        meant = {f"SITREP_{name}_{key}".upper(): f"SITREP_{name}__{key}".upper() for key in keys}
        for variable in sorted(meant.keys() & {present.upper() for present in environment}):
            log.warning("%s is ignored; write %s, with two underscores", variable, meant[variable])


def _read_secrets(values: dict[str, Any], sources: dict[tuple[str, ...], str], file: str) -> None:
    """Replace `key_file` by the contents of the file that it names. Raises ConfigError where that fails."""
    problems = []
    for section, key in _SECRETS:
        held = values.get(section)
        if not isinstance(held, dict) or f"{key}_file" not in held:
            continue
        path, source = held.pop(f"{key}_file"), sources.get((section, f"{key}_file"))
        where = f"{source or file}: {section}.{key}_file"
        own = sources.get((section, key))
        if key in held and bool(own) == bool(source):
            problems.append(f"{where}: {key} is set too; leave one of them out")
            continue
        if key in held and own:
            continue  # the environment takes precedence over the file
        try:
            held[key] = Path(str(path)).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            problems.append(f"{where}: {path} cannot be read ({getattr(error, 'strerror', None) or error})")
        else:
            sources[section, key] = f"{path}"
    if problems:
        raise ConfigError(problems)


def _override(values: dict[str, Any], environment: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Put the environment's SITREP_SECTION__KEY into `values`; returns which variable set which key."""
    sources: dict[tuple[str, ...], str] = {}
    for variable, text in sorted(environment.items()):
        section, separator, key = variable.lower().removeprefix("sitrep_").partition("__")
        if not variable.upper().startswith("SITREP_") or not separator:
            continue
        if section not in values:
            values[section] = {}
            sources[section,] = variable
        if not isinstance(values[section], dict):
            continue
        values[section][key] = _listed(text) if _is_list(section, key) else text
        sources[section, key] = variable
    return sources


def _is_list(section: str, key: str) -> bool:
    known = Settings.model_fields.get(section)
    keys: Mapping[str, FieldInfo] = getattr(known.annotation, "model_fields", {}) if known else {}
    return key in keys and get_origin(keys[key].annotation) is tuple


def _listed(text: str) -> list[str]:
    """The items of "1, 2", "[1, 2]" or '["news", "live"]'."""
    return [part for part in re.split(r"[\s,\[\]\"']+", text) if part]


def _problem(error: ErrorDetails, file: str, sources: Mapping[tuple[str, ...], str]) -> str:
    """One problem in a line: where it is, what is wrong, and how to fix it."""
    place = tuple(str(part) for part in error["loc"])
    where = sources.get(place[:2]) or sources.get(place) or file
    message = _message(error)
    shown = isinstance(error["input"], str | int | float) and error["type"] != "extra_forbidden"
    if shown and place[-1] not in _HIDDEN:
        message = f"{error['input']!r} {message}"
    return f"{where}: {'.'.join(place)}: {message}"


def _nearest(error: ErrorDetails) -> str:
    known = _known_keys(error["loc"][:-1])
    close = get_close_matches(str(error["loc"][-1]), known, n=1)
    return f"did you mean {close[0]}?" if close else f"valid keys: {', '.join(known)}"


def _message(error: ErrorDetails) -> str:
    """pydantic's message, reworded for someone who edits a configuration file."""
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f"is not a valid key; {_nearest(error)}"
        case "model_type" if error["loc"][0] in ("feeds", "topics"):
            return f"is not a table; start it with the line [[{error['loc'][0]}]]"
        case "model_type":
            return f"is not a section; put its keys below the line [{error['loc'][0]}]"
        case "tuple_type" if error["loc"][0] in ("feeds", "topics"):
            return f"is not a list of tables; start each with the line [[{error['loc'][0]}]]"
        case "greater_than_equal":
            return f"is too small; the minimum is {context['ge']}"
        case "greater_than":
            return f"is too small; it must be more than {context['gt']:g}"
        case "less_than_equal":
            return f"is too large; the maximum is {context['le']}"
        case "string_too_long":
            return f"is too long; the maximum is {context['max_length']} characters"
        case "literal_error":
            return f"is not a valid choice; write {context['expected']}"
        case kind if kind in _MESSAGES:
            return _MESSAGES[kind]
    message = error["msg"].removeprefix("Value error, ")
    return f"{message[0].lower()}{message[1:]}"


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """The keys that are valid at `place` in the configuration."""
    model: type[BaseModel] = Settings
    for part in place:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            inner = getattr(annotation, "__args__", (annotation,))[0]
            model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    files = [f"{key}_file" for section, key in _SECRETS if place == (section,)]
    return [*model.model_fields, *files]
