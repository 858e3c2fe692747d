"""What publishers write pings nobody, runs nothing and links nothing, wherever it is shown."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.standin.entities import parse_html
from bot.messages.alert import render_alert
from bot.messages.days import Day, caption
from bot.messages.digest import ListedStory, render_digest, render_story_list
from bot.messages.markup import JOINER, MESSAGE_UNITS, escape, neutral, shorten, units, verbatim
from bot.model import Difference, Fact, Source, SourcedFact, Story
from tests.telegram_names import names_and_commands

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
HOSTILE = "@everyone, @durov: /forget now (/start) #buy “@ann_b” …/stop é@bob ²#tag //x"


def story(text: str) -> Story:
    fact = SourcedFact(Fact(text, text, 0, len(text)), 1, note=text)
    sources = tuple(
        Source(number, f"{text} {number}", f"https://{number}.example.com/a", text, NOW, denier=denier)
        for number, denier in enumerate((None, None, None, text, text, text), 1)
    )
    differing = Difference(text, ((f"{text} 12", f"{text} 1"), (f"{text} 15", f"{text} 2")))
    return Story(7, text, sources, (fact,), NOW, (differing,))


def test_nothing_in_a_hostile_story_is_a_name_or_a_command() -> None:
    told = story(HOSTILE)
    listed = [ListedStory(told, (HOSTILE,))]
    messages = [
        render_alert(told, [HOSTILE], now=NOW).html,
        render_alert(told, [HOSTILE], now=NOW, update=True).html,
        render_digest(listed, now=NOW)[0].html,
        render_story_list(listed, title=HOSTILE, now=NOW, empty="", note=HOSTILE).html,
    ]
    for html in messages:
        text, _ = parse_html(html)
        assert names_and_commands(text) == []
        assert text.replace(JOINER, "").count("@everyone, @durov: /forget now") >= 1
    assert names_and_commands(caption(HOSTILE, [Day(date(2026, 3, 4), 1, 1, HOSTILE)])) == []


@pytest.mark.parametrize(
    "text",
    ["and/or 24/7", "press@paper.example", "https://paper.example/a#b", "A @ B / C # D", "km/h", "</b>"],
)
def test_what_is_neither_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_code_stays_as_it_is_so_that_it_can_be_copied() -> None:
    assert verbatim("/addfeed @x <y>") == "/addfeed @x &lt;y&gt;"


@given(st.text(alphabet="@#/ab1_é².-…\u200c\u2060 ", max_size=30))
def test_whatever_the_signs_none_is_a_name(text: str) -> None:
    assert names_and_commands(parse_html(escape(text))[0]) == []
    assert neutral(neutral(text)) == neutral(text)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 5), st.integers(20, 4000))
def test_signs_do_not_make_messages_too_long(stories: int, size: int) -> None:
    told = story("@a " * (size // 3))
    listed = [ListedStory(told, ("@b " * 50,))] * stories
    page = render_story_list(listed, title="@c " * 100, now=NOW, empty="", note="#d " * 100)
    assert units(page.html) <= MESSAGE_UNITS
    assert all(units(one.html) <= MESSAGE_UNITS for one in render_digest(listed, now=NOW))
    assert units(render_alert(told, ["@b " * 50], now=NOW).html) <= MESSAGE_UNITS
    assert units(shorten("@a " * size, 100)) <= 100


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Osk\u2067 falls\u202b to \u202eforce\u2069", "Osk falls to force"),
        ("Osk" + "\u0301" * 400 + " falls", "Osk" + "\u0301" * 4 + " falls"),
        ("\u0e01" + "\u0e47" * 90, "\u0e01" + "\u0e47" * 4),
        ("Tiếng Việt, لِلّٰهِ, עִבְרִית, می\u200cخواهد", "Tiếng Việt, لِلّٰهِ, עִבְרִית, می\u200cخواهد"),
    ],
)
def test_what_publishers_write_stays_in_its_place(text: str, shown: str) -> None:
    """It neither turns the names beside it nor piles up over the lines above."""
    assert escape(text) == verbatim(text) == shorten(text, 300) == shown
    (listed,) = render_digest([ListedStory(story(text), (text,))], now=NOW)
    for sign in ("\u2067", "\u202b", "\u0301" * 5):
        assert sign not in listed.html + render_alert(story(text), [text], now=NOW).html
