"""What a query costs before it is matched, and topics that turn out to be slow."""

import random
import tomllib
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.errors import QueryError
from bot.news.matching.cost import check_cost
from bot.news.matching.match import Document, TopicIndex, document, match
from bot.news.matching.meter import Meter
from bot.news.query import parse
from bot.news.query.nodes import Query

WEAPON = " OR ".join(["(go* NEAR/50 ki*)"] * 20)
STARTS = [first + second for first in "abcdefghilmnoprstuw" for second in "aeiorhl"]
EXAMPLE = Path(__file__).resolve().parents[4] / "config.example.toml"
EVALUATION_S = 0.001
"""What evaluating a query takes by the tests' timer, five times what a usual one takes."""


def meter_of(own: set[str]) -> Meter:
    """A meter whose timer advances at each reading, so that a test gives the same on any machine."""
    reads = count()
    return Meter(lambda: next(reads) * EVALUATION_S, own, per_article_s=0.02, grace_s=0.25)


def article(number: int, words: int = 600) -> Document:
    chance = random.Random(number)
    made = ["".join(chance.choice(STARTS) for _ in range(chance.randint(1, 4))) for _ in range(words)]
    return document(" ".join(made[:9]), " ".join(made))


@cache
def _weapon(number: int) -> Query:
    chance = random.Random(number)
    pairs = (f"({chance.choice(STARTS)}* NEAR/50 {chance.choice(STARTS)}*)" for _ in range(20))
    return parse(" OR ".join(pairs))


def weapons(count: int) -> TopicIndex:
    """So many different topics of twenty NEAR between beginnings that every article has."""
    index = TopicIndex()
    for number in range(count):
        index.add(f"own-{number}", _weapon(number))
    return index


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (WEAPON, "too many words begin like go*, ki*; type more letters before the *"),
        (" OR ".join(["go*", "ki*"] * 20), "too many words begin like go*, ki*"),
        (" OR ".join(["(gov* NEAR/50 kil*)"] * 20), "too many words begin like gov*, kil*"),
        (" OR ".join(["(the NEAR/50 of)"] * 20), "NEAR between common words is slow"),
        (" OR ".join(["(the NEAR/50 of) NEAR/50 (in NEAR/9 a)"] * 9), "NEAR between common words is slow"),
        (" OR ".join(["withdrawal:FR withdrawal:US"] * 4), "many of its words are common"),
        (" OR ".join(['"the the of"'] * 12), "many of its words are common"),
    ],
)
def test_a_query_that_costs_too_much_is_refused_with_what_to_change(text: str, advice: str) -> None:
    with pytest.raises(QueryError, match="it would take too long to match: ") as refused:
        check_cost(parse(text))
    assert advice in refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        "go*",
        "withdr* NEAR/8 troop*",
        "any(bomb*, attack*, kill*, strik*, explo*, shell*, rocket*, missil*)",
        "(kill* NEAR/8 soldier*) OR (attack* NEAR/8 base*)",
        "zebra (go* NEAR/50 ki*)",
        "any(withdrawal:US, withdrawal:FR, withdrawal:RU)",
        "(dam OR reservoir) collapse* -any(football, tennis)",
        *(topic["query"] for topic in tomllib.loads(EXAMPLE.read_text())["topics"]),
    ],
)
def test_what_people_ask_for_is_allowed(text: str) -> None:
    check_cost(parse(text))


def test_beginnings_are_looked_up_once_an_article() -> None:
    words = document("Goats kick", "Going gone KINDLY, gó-kart. Skiing is not here, as Góðan kisses.")
    assert words.beginning("go") == words.beginning("go")
    assert words.words_at(words.beginning("go") or ()) == ("Goats", "Going", "gone", "gó", "Góðan")
    assert words.beginning("zz") is None
    found = match("t", parse("go* NEAR/2 ki*"), words)
    assert found is not None
    assert found.terms == ("Goats", "kick", "Going", "gone", "KINDLY", "gó", "Góðan", "kisses")


def test_a_thousand_slow_topics_are_skipped_once_they_took_their_time() -> None:
    index = weapons(1000)
    for starts in ("harun", "delta"):
        index.add(starts, parse(starts))
    ours = {f"own-{number}" for number in range(1000)}
    meter = meter_of(ours)
    for number in range(20):
        meter.next_article()
        words = document("Harun", f"{article(number).text} Harun delta.")
        met = {found.topic_id for found in index.matches(words, meter)}
        assert "harun" in met, "what everybody follows is never skipped"
    evaluated = meter.timer() / EVALUATION_S / 2
    assert evaluated < 2500, "of 20,000"
    assert meter.skipped.keys() <= ours
    assert len(meter.skipped) > 300


def test_the_dearest_are_skipped_and_the_others_stay() -> None:
    now = [0.0]
    meter = Meter(lambda: now[0], {"dear", "cheap", "shared"}, per_article_s=0.1, grace_s=0.0)
    meter.next_article()
    meter.charge(["cheap"], 0.01)
    meter.charge(["shared", "everybodys"], 5.0)
    assert meter.skipped == {}
    meter.charge(["dear"], 0.2)
    assert meter.skipped == {"dear": 0.2}
    assert meter.skips(["dear"])
    assert not meter.skips(["dear", "cheap"])


def test_usual_topics_are_never_slow() -> None:
    chance, index = random.Random(3), TopicIndex()
    for number in range(1000):
        first, second, common = (chance.choice(STARTS) for _ in range(3))
        query = f'({first}{second} OR {second}{first}) NEAR/8 "{common}"'
        index.add(f"own-{number}", parse(query))
    own = {f"own-{number}" for number in range(1000)}
    meter = meter_of(own)
    for number in range(20):
        meter.next_article()
        index.matches(article(number), meter)
    assert meter.timer() > 100 * EVALUATION_S, "some are evaluated"
    assert meter.skipped == {}


def test_whether_any_topic_may_be_met_is_answered_in_time() -> None:
    index = weapons(1000)
    clock = count()
    assert index.may_meet(article(1), lambda: next(clock), 5)
    assert next(clock) < 10
    index = TopicIndex()
    index.add("harun", parse("harun NEAR/2 delta"))
    never = document("Tides", "Harun is far from all that. The delta floods each year.")
    assert not index.may_meet(never, lambda: 0.0, 1.0)
    assert index.may_meet(document("Harun delta", "Harun delta."), lambda: 0.0, 1.0)
