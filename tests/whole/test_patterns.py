"""Every regular expression of the product takes time linear in its text, whatever a publisher sends.

The hostile strings are made from each pattern itself: everything that a pattern accepts up to some point,
over and over or with one repeat drawn out, is a near miss that a pattern of quadratic cost tries again from
every character.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import pytest

import bot
import handlers
import storage
from bot.messages import mistakes
from bot.news.acts.lexicon import LANGUAGES
from bot.news.articles import offers
from bot.news.figures import counted, elsewhere
from bot.news.kinds.clean import TITLE_CAP
from bot.news.language.lazy_regex import Rule

LENGTH = 20_000
"""Characters at which a pattern is judged."""
MOST_S = 0.5
"""The slowest pattern takes 50 ms where no test runs beside it; a quadratic one takes longer than this."""
GROWTH = 2.6
"""Linear patterns double when their text doubles; the rest is for what a machine adds."""
NOTICED_S = 0.004
"""What takes less CPU than this at `LENGTH` cannot be told from noise, and cannot be quadratic either."""
GLIMPSE, LINEAR_S = 1_250, 0.000075
"""A pattern that reads so many characters in so little CPU reads sixteen times as many within `MOST_S`, even
if its time grows with their square."""
LINEAR, LOOKS = 2.06, 3
"""A pattern that reads twice a glimpse in at most so many times the CPU, at one of so many looks, need not
read `LENGTH`: if its time is an + bn², it passes there too. The square that makes 2.6 times between 10,000
and 20,000 characters makes 2.10 times between 1,250 and 2,500."""
TRIES = 5
GIVEN_UP_S = 60.0
"""For all texts of a pattern; the slowest takes two."""
COMMON = (
    ".", "1", " ", "a", "A", '"', "'", ",", "-", "<", "&", "\n", "\t", "(", "/", ":", "@", "é", "中",
    "\u200b", "a ", "A ", "a b ", "Ab ", "the the ", "The The ", "1,", "1.", "1 1 ", ". ", "A.", "a.b",
    "\n\n",
    " \n", "-a", "&#", "&amp", "<a", "<a ", "“a", "'a'", "a, ", "Ab, ", "and the ", "éa 中1 ",
    "killed 1 ", "a" * 40 + " ",
    "http://a.", "a@", "/*", "]]", "--", "’s ", "Mr. ", "A. B. ",
)  # fmt: skip


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
    for language in LANGUAGES - {"en"}:
        for kind in ("back", "unknown"):
            yield f"{elsewhere.__name__}.{language} {kind}", elsewhere._phrases(language, kind)


def _product_patterns() -> list[tuple[str, re.Pattern[Any]]]:
    seen: set[int] = set()
    found: dict[object, tuple[str, re.Pattern[Any]]] = {}
    for module in _modules():
        for attribute, value in list(vars(module).items()):
            for name, pattern in _patterns_in(value, f"{module.__name__}.{attribute}", seen):
                found.setdefault((pattern.pattern, pattern.flags), (name, pattern))
    for name, pattern in _made_when_needed():
        found.setdefault((pattern.pattern, pattern.flags), (name, pattern))
    return sorted(found.values(), key=lambda item: item[0])


_WAYS = ("sub", "subn", "split", "search", "match", "fullmatch", "findall", "finditer")
_MADE_OF_PARTS = frozenset(
    [
        "bot.news.kinds.cue",
        "bot.news.language.lazy_regex",
        "bot.messages.mistakes",
        elsewhere.__name__,
        offers.__name__,
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


def _patterns_in_functions() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """The patterns that functions give to `re.sub` and the like, and which of these they use."""
    for module in _modules():
        for call, way in _calls_of_re(module) if "re" in vars(module) else ():
            name, given = f"{module.__name__}:{call.lineno}", call.args[0]
            source = vars(module).get(given.id) if isinstance(given, ast.Name) else None
            if isinstance(given, ast.Constant):
                source = given.value
            if isinstance(source, str | bytes) and way != "compile":
                yield name, re.compile(source), way
            else:
                assert module.__name__ in _MADE_OF_PARTS, f"{name}: keep the pattern in the module"


PATTERNS = _product_patterns()
IN_FUNCTIONS = list(_patterns_in_functions())


def _member(items: Any, negated_ok: bool = True) -> str:
    """A character of a class."""
    classes = {
        sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a",
        sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_NOT_SPACE: "a", sre.CATEGORY_NOT_WORD: "-",
    }  # fmt: skip
    negated = items[0][0] is sre.NEGATE
    if negated:
        shut = "".join(chr(value) for kind, value in items if kind is sre.LITERAL)
        return next(letter for letter in 'a1 -<."' if letter not in shut)
    kind, value = items[0]
    if kind is sre.LITERAL:
        return chr(value)
    return chr(value[0]) if kind is sre.RANGE else classes[value]


def _sample(tree: Any, groups: dict[int, str]) -> str:
    """A text that a parsed pattern accepts, look-arounds and anchors aside."""
    made = ""
    for kind, value in tree:
        if kind is sre.LITERAL:
            made += chr(value)
        elif kind is sre.NOT_LITERAL:
            made += "a" if value != ord("a") else "b"
        elif kind is sre.ANY:
            made += "a"
        elif kind is sre.IN:
            made += _member(value)
        elif kind is sre.BRANCH:
            made += _sample(value[1][0], groups)
        elif kind is sre.SUBPATTERN:
            groups[value[0] or -1] = part = _sample(value[3], groups)
            made += part
        elif kind is sre.ATOMIC_GROUP:
            made += _sample(value, groups)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made += _sample(value[2], groups) * max(value[0], 1)
        elif kind is sre.GROUPREF:
            made += groups.get(value, "")
    return made


def _inner(kind: Any, value: Any) -> list[Any]:
    """The patterns within an element."""
    if kind is sre.BRANCH:
        return list(value[1])
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    return []


def _near_misses(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(what comes once, what is repeated after it) for texts that a pattern accepts up to some point."""
    elements = list(tree)
    for place, (kind, value) in enumerate(elements):
        if kind is sre.LITERAL and place + 1 < len(elements) and elements[place + 1][0] is sre.LITERAL:
            continue
        head = before + _sample(elements[:place], {})
        whole = head + _sample(elements[place : place + 1], {})
        if whole:
            yield "", whole
            yield "", whole + " "
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[1] > 40:
            yield head, _sample(value[2], {}) or " "
        for inner in _inner(kind, value)[:4]:
            yield from _near_misses(inner, head)


def _hostile(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    misses = list(
        _near_misses(
            parser.parse(
                source, pattern.flags & ~re.UNICODE | (re.UNICODE if isinstance(pattern.pattern, str) else 0)
            )
        )
    )
    found = dict.fromkeys(
        [("", part) for part in COMMON] + [(head[-200:], part[-200:]) for head, part in misses]
    )
    return list(found)


ENDINGS = "\x00", "\n", '"', "a", " ", ">"


def _ending(pattern: re.Pattern[Any], text: str) -> str:
    """A character after which the pattern does not accept the text: a near miss costs most."""
    for ending in ENDINGS:
        whole = text + ending
        if not pattern.fullmatch(whole if isinstance(pattern.pattern, str) else whole.encode()):
            return ending
    return ENDINGS[0]


def _text(pattern: re.Pattern[Any], head: str, part: str, length: int) -> Any:
    text = (head + part * (length // len(part) + 1))[: length - 1] + _ending(pattern, head + part * 9)
    return text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")


class TooSlowError(Exception):
    pass


@contextmanager
def _cpu_limit(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for package in (bot, handlers, storage)
    for path in Path(package.__path__[0]).rglob("*.py")
)


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
    return (
        inspect.getsource(sys.modules[module]) if attribute[:1] == "_" and module in sys.modules else SOURCE
    )


_MISTAKES, _FIGURES = f"{mistakes.__name__}._PATTERNS", f"{counted.__name__}._PATTERNS"


def _ways(name: str) -> frozenset[str]:
    """How the product uses a pattern: "match", "fullmatch", or anywhere in a text ("search")."""
    if ".kinds." in name and "_CUES._rules" in name:
        return frozenset(["match"])
    if name.startswith(_MISTAKES):
        return frozenset(["fullmatch"])
    attribute = name.rpartition(".")[2]
    ways = {way if way in ("match", "fullmatch") else "search" for way in _used(_source_of(name))[attribute]}
    return frozenset(ways or ["search", "match"])


def _reads(name: str) -> int:
    """The characters that a pattern may get to read."""
    if name.startswith(_FIGURES):
        return 8 * counted.SENTENCE_CAP
    return 2 * TITLE_CAP if name.startswith("bot.news.kinds.") else LENGTH


def _all(pattern: re.Pattern[Any], text: Any, ways: frozenset[str]) -> None:
    if "match" in ways:
        pattern.match(text)
    if "fullmatch" in ways:
        pattern.fullmatch(text)
    if "search" in ways:
        for _ in pattern.finditer(text):
            pass


def _cpu_s(pattern: re.Pattern[Any], text: Any, ways: frozenset[str]) -> float:
    began = time.thread_time()
    _all(pattern, text, ways)
    return time.thread_time() - began


def _seems_linear(pattern: re.Pattern[Any], head: str, part: str, ways: frozenset[str]) -> bool:
    once, twice = (_text(pattern, head, part, length) for length in (GLIMPSE, 2 * GLIMPSE))
    return any(_cpu_s(pattern, twice, ways) <= LINEAR * _cpu_s(pattern, once, ways) for _ in range(LOOKS))


def _fault(
    pattern: re.Pattern[Any], head: str, part: str, ways: frozenset[str], most: int = LENGTH
) -> str | None:
    """What is wrong with the time that a pattern takes; None if nothing is."""
    for length in (GLIMPSE, most):
        text = _text(pattern, head, part, length)
        took = _cpu_s(pattern, text, ways)
        if took > MOST_S:
            took = min(_cpu_s(pattern, text, ways) for _ in range(2))
        if took > MOST_S:
            return f"{1000 * took:.0f} ms at {length} characters"
        if length == GLIMPSE and (took < LINEAR_S or _seems_linear(pattern, head, part, ways)):
            return None
    if took < NOTICED_S:
        return None
    half = _text(pattern, head, part, most // 2)
    growth = 0.0
    for _ in range(TRIES):
        whole_s = _cpu_s(pattern, text, ways)
        growth = whole_s / max(_cpu_s(pattern, half, ways), 1e-9)
        if growth <= GROWTH or whole_s < NOTICED_S:
            return None
    return f"{growth:.1f} times the time for twice the text, {1000 * took:.0f} ms at {most} characters"


@pytest.mark.parametrize("name", [name for name, _ in PATTERNS])
def test_a_pattern_takes_time_linear_in_its_text(name: str) -> None:
    pattern, ways = dict(PATTERNS)[name], _ways(name)
    fault, text = None, ""
    try:
        with _cpu_limit(GIVEN_UP_S):
            for head, part in _hostile(pattern):
                text = (head[:20] + "…" if head else "") + part[:40]
                if fault := _fault(pattern, head, part, ways, _reads(name)):
                    break
    except TooSlowError:
        fault = f"given up after {GIVEN_UP_S} s"
    assert not fault, f"{pattern.pattern!r:.300}\n{text!r}: {fault}"


@pytest.mark.parametrize(("name", "pattern", "way"), IN_FUNCTIONS, ids=[name for name, *_ in IN_FUNCTIONS])
def test_a_pattern_within_a_function_takes_linear_time_too(
    name: str, pattern: re.Pattern[Any], way: str
) -> None:
    ways = frozenset([way if way in ("match", "fullmatch") else "search"])
    with _cpu_limit(GIVEN_UP_S):
        for head, part in _hostile(pattern):
            assert _fault(pattern, head, part, ways) is None, (name, pattern.pattern, head[:20], part[:40])


def test_the_measure_finds_quadratic_patterns() -> None:
    """Four that the product once had."""
    for source, length in (
        (r"\s+$", LENGTH // 6),
        (r"<skipHours>(.*?)</skipHours>", LENGTH // 2),
        (r"\.+(?=x)", LENGTH // 6),
        (r"\d[\d,. ]*\d%", LENGTH // 6),
    ):
        pattern = re.compile(source, re.DOTALL)
        ways = frozenset(["search"])
        # A glimpse may seem linear on a machine that is fast at that moment: any of several looks is enough.
        looks = (pair for _ in range(8) for pair in _hostile(pattern))
        assert any(_fault(pattern, head, part, ways, length) for head, part in looks), source


def test_what_is_assumed_of_patterns_in_lists_is_so() -> None:
    assert "pattern.fullmatch(message[:_LONGEST])" in inspect.getsource(mistakes.mistake_words)
    assert "sentence = sentence[:SENTENCE_CAP]" in inspect.getsource(counted.figures)


def test_patterns_are_found_wherever_a_module_keeps_them() -> None:
    assert len(PATTERNS) > 200
    assert len(IN_FUNCTIONS) > 10
