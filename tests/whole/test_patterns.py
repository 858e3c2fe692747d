"""Every regular expression of the product takes time linear in its text, whatever a publisher sends."""

import inspect
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import bot
from bot.messages import mistakes
from bot.news.figures import counted
from tests.patterns.found import LENGTH, Found, in_functions, kept
from tests.patterns.near_misses import hostile
from tests.patterns.timing import fault, fault_at

_NEWS = Path(bot.__path__[0]) / "news"
ROOMS = sorted(f"bot.news.{room.name}." for room in _NEWS.iterdir() if (room / "__init__.py").is_file())


def _room(name: str) -> str:
    """The room of a pattern: "" outside bot.news, where most are."""
    return next((room for room in ROOMS if name.startswith(room)), "")


def _faults(patterns: Iterable[Found]) -> list[str]:
    faults = ((found, fault(found)) for found in patterns)
    return [f"{found.name} {found.pattern.pattern!r:.300} {wrong}" for found, wrong in faults if wrong]


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_a_pattern_takes_time_linear_in_its_text(room: str) -> None:
    faults = {
        (found.name, found.pattern.pattern): fault(found) for found in kept() if _room(found.name) == room
    }
    assert not {which: wrong for which, wrong in faults.items() if wrong}


def test_a_pattern_within_a_function_takes_linear_time_too() -> None:
    found = list(in_functions())
    assert len(found) > 10
    assert not _faults(found)


@pytest.mark.parametrize(
    ("source", "length"),
    [
        (r"\s+$", LENGTH // 6),
        (r"<skipHours>(.*?)</skipHours>", LENGTH // 2),
        (r"\.+(?=x)", LENGTH // 6),
        (r"\d[\d,. ]*\d%", LENGTH // 6),
    ],
)
def test_the_measure_finds_quadratic_patterns(source: str, length: int) -> None:
    """Four that the product once had."""
    pattern = re.compile(source, re.DOTALL)
    # A glimpse may seem linear on a machine that is fast at that moment: any of several looks is enough.
    looks = (pair for _ in range(8) for pair in hostile(pattern))
    assert any(fault_at(pattern, head, part, frozenset(["search"]), length) for head, part in looks)


def test_what_is_assumed_of_patterns_in_lists_is_so() -> None:
    assert "pattern.fullmatch(message[:_LONGEST])" in inspect.getsource(mistakes.mistake_words)
    assert "sentence = sentence[:SENTENCE_CAP]" in inspect.getsource(counted.figures)


def test_patterns_are_found_wherever_a_module_keeps_them() -> None:
    names = {found.name for found in kept()}
    assert len(names) > 200
    assert {_room(name) for name in names} >= {
        "",
        "bot.news.figures.",
        "bot.news.kinds.",
        "bot.news.matching.",
    }
