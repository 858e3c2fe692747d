"""config.toml and the environment, read into frozen settings.

Any key can come from the environment as `SITREP_SECTION__KEY`, which wins over the file. Every problem is
reported at once, each with its key and the mend.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.config.settings import Settings
from bot.errors import ConfigError

_UNSHOWN = ("token", "openai_key", "query")
"""Values that are not repeated in a problem: secrets, and queries, which are shown with the place."""


def example_path() -> Path:
    """Where config.example.toml lies: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "config.example.toml"
    return installed if installed.is_file() else package.parents[1] / "config.example.toml"


def load(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """The settings of `path`, overridden by `environment`.

    With `path` None, config.toml of the working directory is read where there is one, else the example that
    comes with Sitrep. Raises ConfigError with every problem found.
    """
    chosen = path or Path("config.toml")
    if path is None and not chosen.is_file():
        chosen = example_path()
    try:
        values = tomllib.loads(chosen.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            [f"{chosen}: cannot be read ({error.strerror}); copy config.example.toml there"]
        ) from None
    except UnicodeDecodeError:
        raise ConfigError([f"{chosen}: is not UTF-8; save it as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{chosen}: is not valid TOML: {error}"]) from None
    sources = _override(values, environment)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigError([_problem(one, str(chosen), sources) for one in error.errors()]) from None


def load_from_environment(path: Path | None) -> Settings:
    """`load` with the environment of this process."""
    return load(path, os.environ)


def _override(values: dict[str, Any], environment: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Put the environment's SITREP_SECTION__KEY into `values`; say which place came from which variable."""
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
        values[section][key] = _listed(text) if (section, key) == ("telegram", "admins") else text
        sources[section, key] = variable
    return sources


def _listed(text: str) -> list[str]:
    """The numbers of "1, 2" or "[1, 2]"."""
    return [part for part in re.split(r"[\s,\[\]]+", text) if part]


def _problem(error: ErrorDetails, file: str, sources: Mapping[tuple[str, ...], str]) -> str:
    """What is to be said of one problem: where it stands, what is wrong, the mend."""
    place = tuple(str(part) for part in error["loc"])
    where = sources.get(place[:2]) or sources.get(place) or file
    said = _said(error)
    shown = isinstance(error["input"], str | int | float) and error["type"] != "extra_forbidden"
    if shown and place[-1] not in _UNSHOWN:
        said = f"{error['input']!r} {said}"
    return f"{where}: {'.'.join(place)}: {said}"


def _nearest(error: ErrorDetails) -> str:
    known = _known_keys(error["loc"][:-1])
    close = get_close_matches(str(error["loc"][-1]), known, n=1)
    return f"did you mean {close[0]}?" if close else f"known here: {', '.join(known)}"


def _said(error: ErrorDetails) -> str:
    """pydantic's message in the words of a configuration file."""
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f"is not a key that Sitrep knows; {_nearest(error)}"
        case "missing":
            return "is missing; add it"
        case "model_type" if error["loc"][0] in ("feeds", "topics"):
            return f"is not a table; begin it with a line [[{error['loc'][0]}]]"
        case "model_type":
            return f"is not a section; write its keys below a line [{error['loc'][0]}]"
        case "tuple_type" if error["loc"][0] in ("feeds", "topics"):
            return f"is not a list of tables; begin each with a line [[{error['loc'][0]}]]"
        case "tuple_type":
            return "is not a list; write for example [1, 2]"
        case "string_type":
            return "is not a text; write it in quotes"
        case "int_type" | "int_parsing" | "int_from_float":
            return "is not a whole number; write for example 20"
        case "float_type" | "float_parsing":
            return "is not a number; write for example 20 or 0.5"
        case "bool_type" | "bool_parsing":
            return "is neither true nor false; write one of them, without quotes"
        case "greater_than_equal":
            return f"is too small; write {context['ge']} or more"
        case "greater_than":
            return f"is too small; write more than {context['gt']}"
        case "less_than_equal":
            return f"is too large; write {context['le']} or less"
        case "string_too_short":
            return "is empty; write something"
        case "string_too_long":
            return f"is too long; write {context['max_length']} characters at most"
        case "string_pattern_mismatch":
            return "may only have small letters, digits and hyphens, 32 at most; write for example north-sea"
        case "literal_error":
            return f"is not known here; write {context['expected']}"
    message = error["msg"].removeprefix("Value error, ")
    return f"{message[0].lower()}{message[1:]}"


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at `place` of the configuration."""
    model: type[BaseModel] = Settings
    for part in place:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            inner = getattr(annotation, "__args__", (annotation,))[0]
            model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return list(model.model_fields)
