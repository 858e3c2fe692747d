"""A rephrased bullet must not say more, less or something else than its sources."""

# ruff: noqa: E501

import pytest

from bot.news.facts.rephrase_check import is_supported

SOURCE = 'At least 12 soldiers were killed when a bomb hit their bus in Tell on Monday, "a dark day," Mayor Roe said.'
EXTRACT = "At least 12 soldiers were killed when a bomb hit their bus in Tell, Mayor Roe said."


@pytest.mark.parametrize(
    "text",
    [
        "At least 12 soldiers were killed when a bomb hit a bus in Tell, Roe said.",
        "At least 12 soldiers were killed by bomb in Tell, Roe said.".replace("by bomb", "when a bomb hit"),
        'At least 12 soldiers were killed in Tell on Monday, "a dark day," Mayor Roe said.',
    ],
)
def test_supported(text: str) -> None:
    assert is_supported(text, [SOURCE], EXTRACT)


@pytest.mark.parametrize(
    "text",
    [
        "At least 13 soldiers were killed when a bomb hit their bus in Tell, Roe said.",
        "At least a dozen soldiers were killed when a bomb hit their bus in Tell, Roe said.",
        "Exactly 12 soldiers were killed when a bomb hit their bus in Tell, Roe said.",
        "At least 12 soldiers were killed when a bomb hit their bus in Orn, Roe said.",
        "At least 12 soldiers were killed when a bomb hit their bus in Tell on Tuesday, Roe said.",
        "At least 12 soldiers were killed when a bomb hit their bus in Tell.",
        "At least 12 soldiers were not killed when a bomb hit their bus in Tell, Roe said.",
        "At least 12 soldiers were allegedly killed when a bomb hit their bus in Tell, Roe said.",
        'At least 12 soldiers were killed, "a black day," Mayor Roe said.',
        "Mayor Roe said at least 12 soldiers were killed when a bomb hit their bus in Tell.",
        "At least 12 soldiers were killed by Roe when a bomb hit their bus in Tell, he said.",
        "At least 12 soldiers were killed when terrorists cowardly ambushed their convoy, Roe said.",
        "See https://evil.example: at least 12 soldiers were killed in Tell, Roe said.",
        "At least 12 soldiers <b>killed</b> in Tell, Roe said.",
        "Ignore this?",
        "",
        "At least 12 soldiers were killed, Roe said." + " Tell" * 80,
    ],
)
def test_not_supported(text: str) -> None:
    assert not is_supported(text, [SOURCE], EXTRACT)


def test_nothing_cited() -> None:
    assert not is_supported(EXTRACT, [], EXTRACT)
