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

from bot.errors import ConfigError
from bot.settings import Settings


def example_path() -> Path:
    """Where config.example.toml lies: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "config.example.toml"
    return installed if installed.is_file() else package.parent / "config.example.toml"


def load(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """The settings of `path`, overridden by `environment`.

    With `path` None, config.toml of the working directory is read where there is one, else the example that
    comes with Sitrep. Raises ConfigError with every problem found.
    """
    chosen = path or Path("config.toml")
    if path is None and not chosen.is_file():
        chosen = example_path()
    try:
        values = tomllib.loads(chosen.read_text(encoding="utf-8"))
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
    """Put the environment's SITREP_SECTION__KEY into `values`; say which key came from which variable."""
    sources: dict[tuple[str, ...], str] = {}
    for variable, text in sorted(environment.items()):
        if not variable.upper().startswith("SITREP_") or "__" not in variable:
            continue
        section, key = variable[len("SITREP_") :].lower().split("__", 1)
        if not isinstance(values.setdefault(section, {}), dict):
            continue
        values[section][key] = _listed(text) if (section, key) == ("telegram", "admins") else text
        sources[section, key] = variable
    return sources


def _listed(text: str) -> list[str]:
    """The numbers of "1, 2" or "[1, 2]"."""
    return [part for part in re.split(r"[\s,\[\]]+", text) if part]


def _problem(error: ErrorDetails, file: str, sources: Mapping[tuple[str, ...], str]) -> str:
    """One line for one problem: where it stands, what is wrong, the mend."""
    place = [str(part) for part in error["loc"]]
    where = sources.get(tuple(place[:2]), file)
    key = ".".join(place)
    if error["type"] == "extra_forbidden":
        known = get_close_matches(place[-1], _known_keys(error["loc"][:-1]), n=1)
        mend = (
            f"did you mean {known[0]}?"
            if known
            else f"known here: {', '.join(_known_keys(error['loc'][:-1]))}"
        )
        return f"{where}: {key}: is not a key that Sitrep knows; {mend}"
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] == "missing":
        message = "is missing; add it"
    secret = "token" in key or "openai_key" in key or error["type"] == "missing"
    given = "" if secret or isinstance(error["input"], dict | list | tuple) else f" {error['input']!r}"
    return f"{where}: {key}:{given} {message[0].lower()}{message[1:]}"


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at `place` of the configuration."""
    model: type[BaseModel] = Settings
    for part in place:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            inner = getattr(annotation, "__args__", (annotation,))[0]
            model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return list(model.model_fields)
