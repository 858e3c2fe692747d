"""What is read from a report: places, days, acts, figures, titles."""

from datetime import UTC, datetime

import pytest

from bot.news.language.stemming import stem
from bot.news.language.words import tokens
from bot.news.places.scenes import scene
from bot.news.stories.counts import agreement, counts, other_quake
from bot.news.stories.headlines import clean, strung
from bot.news.stories.incidents import title_acts
from bot.news.stories.likeness import Likeness
from bot.news.stories.moments import moments
from bot.news.stories.trees import parse, total

WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=UTC)


def stems(text: str) -> list[str]:
    return [stem(word, "en")[0] for word in text.split()]


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("Gunmen raid village in Niger", {"NE"}),
        ("Nigerien troops strike back in Mali", {"ML"}),
        ("US to pull 300 troops from Germany", {"DE"}),
        ("Fire in Quetta", {"PK"}),
        ("انفجار في الرقة", {"SY"}),
        ("Взрыв в Ракке", {"SY"}),
        ("Blast in New York City", {"US"}),
        ("The mayor resigns", set()),
    ],
)
def test_the_scene(title: str, where: set[str]) -> None:
    assert scene(tokens(title), ()).where == where


def test_two_spellings_are_one_site() -> None:
    assert scene(tokens("Blast in Raqqa"), ()).sites == scene(tokens("Explosion à Rakka"), ()).sites


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Crisis live: mayor resigns; court meets today; buses stop again", True),
        ("Worldview: floods in Peru, vote in Ghana, and more", True),
        ("Your Tuesday briefing", True),
        ("Strike shuts mines in Chile; new curfew in Sudan", True),
        ("Minister quits after vote; deputy takes over", False),
        ("Bomb kills four in Raqqa", False),
    ],
)
def test_strung_titles(title: str, expected: bool) -> None:
    assert strung(title) is expected


def test_the_tail_of_an_aggregator_goes_with_its_list() -> None:
    title, text = clean(
        "Ferry sinks off Lombok - Harbour Post", "Ferry sinks off Lombok Harbour Post Five saved Other Paper"
    )
    assert title == "Ferry sinks off Lombok"
    assert text == ""


def test_days() -> None:
    words = tokens("Two held over Monday's bombing, police said on Wednesday")
    found = moments(words, WEDNESDAY)
    assert found.back == WEDNESDAY.toordinal() - 2
    assert found.told == {WEDNESDAY.toordinal(), WEDNESDAY.toordinal() - 2}
    assert moments(words, None).back is None


@pytest.mark.parametrize(
    ("title", "incidents", "again", "refers"),
    [
        ("Car bomb kills four", {"bombing"}, False, False),
        ("Second bomb found near school", {"bombing"}, True, False),
        ("New Zealand shooting suspect in court", {"shooting"}, False, True),
        ("Police chief dismissed over bombing", {"bombing"}, False, True),
        ("Earthquake strikes the coast", {"quake"}, False, False),
        ("Ferry sinks off Orn, 22 missing", {"sinking"}, False, False),
        ("Sheikh of the Orn tribe shot dead", {"shooting"}, False, False),
        ("Measles deaths rise to 25", {"outbreak"}, False, True),
        ("Army admits shooting down airliner", {"crash"}, False, False),
    ],
)
def test_acts(title: str, incidents: set[str], again: bool, refers: bool) -> None:
    found = title_acts(stems(title))
    assert (set(found.incidents), found.again, found.refers) == (incidents, again, refers)


def test_figures() -> None:
    one, other = counts(stems("A 6.4 earthquake hit 300 houses")), counts(stems("A 5.2 quake hit 40 houses"))
    assert other_quake(one, other)
    assert agreement(one, other) == -1
    assert agreement(one, one) == 1
    assert counts(stems("A share of 6.4 fell")).magnitude is None


def test_a_tree_is_read_and_asked() -> None:
    tree = parse("days 1 =0.5 title 0.2 =-1 =2", Likeness._fields)
    measures = Likeness(*[0.0] * len(Likeness._fields))
    assert total(1.0, [tree], measures) == 1.5
    assert total(1.0, [tree], measures._replace(days=2)) == 0
    assert total(1.0, [tree], measures._replace(days=2, title=0.3)) == 3
