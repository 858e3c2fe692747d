"""The regular expressions of the product: where a module keeps them, which functions use them, and how."""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import bot
import handlers
import storage
from bot.messages import mistakes
from bot.news.acts.lexicon import LANGUAGES
from bot.news.articles import offers, walls
from bot.news.facts import no_fact_elsewhere
from bot.news.figures import counted, elsewhere
from bot.news.kinds.clean import TITLE_CAP
from bot.news.language.lazy_regex import Rule

LENGTH = 20_000
"""Characters at which a pattern is judged unless the product lets it read fewer."""


class Found(NamedTuple):
    """A pattern of the product."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]
    """How it is used: "match", "fullmatch", or anywhere in a text ("search")."""
    reads: int
    """The characters that it may get to read."""


def _modules() -> Iterator[ModuleType]:
    for package in (bot, handlers, storage):
        yield package
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if ".migrations" not in found.name and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _patterns_in(value: object, name: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that a value is or holds."""
    if id(value) in seen or isinstance(value, str | bytes | int):
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, Rule):
        yield name, value._compiled
    elif isinstance(value, Mapping):
        for key, part in list(value.items()):
            yield from _patterns_in(part, f"{name}[{str(key)[:20]}]", seen)
    elif isinstance(value, Sequence | set | frozenset):
        for place, part in enumerate(value):
            yield from _patterns_in(part, f"{name}[{place}]", seen)
    elif type(value).__module__.split(".")[0] in ("bot", "handlers", "storage"):
        for kind in type(value).__mro__:
            for attribute, what in vars(kind).items():
                if isinstance(what, cached_property):
                    getattr(value, attribute)
        for attribute, part in getattr(value, "__dict__", {}).items():
            yield from _patterns_in(part, f"{name}.{attribute}", seen)


def _made_when_needed() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that functions make at their first call, and keep."""
    yield from _patterns_in(offers._read_on(), f"{offers.__name__}._read_on", set())
    yield from _patterns_in(walls._said(), f"{walls.__name__}._said", set())
    for language in LANGUAGES:
        rules = no_fact_elsewhere.rules_of(language)
        yield from _patterns_in(rules, f"{no_fact_elsewhere.__name__}.rules_of({language})", set())
    for language in LANGUAGES - {"en"}:
        for kind in ("back", "unknown"):
            yield f"{elsewhere.__name__}.{language} {kind}", elsewhere._phrases(language, kind)


@cache
def kept() -> list[Found]:
    """The patterns that modules keep, by name; each once."""
    seen: set[int] = set()
    found: dict[object, tuple[str, re.Pattern[Any]]] = {}
    for module in _modules():
        for attribute, value in list(vars(module).items()):
            for name, pattern in _patterns_in(value, f"{module.__name__}.{attribute}", seen):
                found.setdefault((pattern.pattern, pattern.flags), (name, pattern))
    for name, pattern in _made_when_needed():
        found.setdefault((pattern.pattern, pattern.flags), (name, pattern))
    return [
        Found(name, pattern, _ways(name), _reads(name))
        for name, pattern in sorted(found.values(), key=itemgetter(0))
    ]


_WAYS = ("sub", "subn", "split", "search", "match", "fullmatch", "findall", "finditer")
_MADE_OF_PARTS = frozenset(
    [
        "bot.news.kinds.cue",
        "bot.news.language.lazy_regex",
        "bot.messages.mistakes",
        elsewhere.__name__,
        no_fact_elsewhere.__name__,
        offers.__name__,
        walls.__name__,
    ]
)
"""Modules whose functions compile what they are given: it is found where it is kept, or asked for."""
_INDENTED_CALL = re.compile(rf"^ +.*\bre\.(?:{'|'.join(_WAYS)}|compile)\(", re.MULTILINE)
"""A glance that spares most modules being parsed."""


def _calls_of_re(module: ModuleType) -> Iterator[tuple[ast.Call, str]]:
    """The calls of `re.sub` and the like in a module's functions, each with the name of what it calls."""
    source = inspect.getsource(module)
    if not _INDENTED_CALL.search(source):
        return
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    name = node.func.attr
                    if ast.unparse(node.func.value) == "re" and name in (*_WAYS, "compile"):
                        yield node, name


def in_functions() -> Iterator[Found]:
    """The patterns that functions give to `re.sub` and the like."""
    for module in _modules():
        for call, way in _calls_of_re(module) if "re" in vars(module) else ():
            name, given = f"{module.__name__}:{call.lineno}", call.args[0]
            source = vars(module).get(given.id) if isinstance(given, ast.Name) else None
            if isinstance(given, ast.Constant):
                source = given.value
            if isinstance(source, str | bytes) and way != "compile":
                way = way if way in ("match", "fullmatch") else "search"
                yield Found(name, re.compile(source), frozenset([way]), LENGTH)
            else:
                assert module.__name__ in _MADE_OF_PARTS, f"{name}: keep the pattern in the module"


@cache
def _product() -> str:
    """The source of the whole product."""
    folders = [Path(package.__path__[0]) for package in (bot, handlers, storage)]
    return "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))


@cache
def _used(source: str) -> Mapping[str, set[str]]:
    """By name, what is called on it wherever a source names it, but where it is given its value."""
    used: dict[str, set[str]] = defaultdict(set)
    for name, way in re.findall(r"\b(\w++)(?! =)(?=(?:\.(\w+))?)", source):
        used[name].add(way)
    return used


def _source_of(name: str) -> str:
    """Where a pattern may be used: in its own module if its name begins with an underscore."""
    module, _, attribute = name.rpartition(".")
    private = attribute[:1] == "_" and module in sys.modules
    return inspect.getsource(sys.modules[module]) if private else _product()


_MISTAKES, _FIGURES = f"{mistakes.__name__}._PATTERNS", f"{counted.__name__}._PATTERNS"


def _ways(name: str) -> frozenset[str]:
    if ".kinds." in name and "_CUES._rules" in name:
        return frozenset(["match"])
    if name.startswith(_MISTAKES):
        return frozenset(["fullmatch"])
    attribute = name.rpartition(".")[2]
    ways = {way if way in ("match", "fullmatch") else "search" for way in _used(_source_of(name))[attribute]}
    return frozenset(ways or ["search", "match"])


def _reads(name: str) -> int:
    if name.startswith(_FIGURES):
        return 8 * counted.SENTENCE_CAP
    return 2 * TITLE_CAP if name.startswith("bot.news.kinds.") else LENGTH
