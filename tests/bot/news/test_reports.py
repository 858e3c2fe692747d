"""The facts that the followers of each topic read of a story's reports."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.model import Match, StoredArticle
from bot.news.reports import FACTS, PlacedArticle, facts_of

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FIRE = "A fire destroyed the grain store of Orlend on Sunday night, the mayor said."
CAUSE = "Inspector Marta Quill found a broken heater in the cellar."
COST = "The insurers put the damage at 40 million crowns."


def report(text: str, number: int, *topics: str, copy_of: int | None = None) -> PlacedArticle:
    article = StoredArticle(
        number, 1, "Post", "http://post.example/1", "Fire in Orlend", text, "en", NOON, True, NOON, False
    )
    matches = tuple(Match(topic, ("Orlend",), 1.0) for topic in topics or ("fires",))
    return PlacedArticle(article, matches, copy_of, None)


def texts(*reports: PlacedArticle) -> list[tuple[int, str]]:
    return [(fact.article_id, fact.fact.text) for fact in facts_of(reports)]


def test_a_later_report_adds_what_is_new_in_it() -> None:
    assert texts(report(FIRE, 1), report(f"{FIRE} {CAUSE}", 2)) == [(1, FIRE), (2, CAUSE)]


def test_a_copy_adds_nothing_to_facts_that_are_there() -> None:
    assert texts(report(FIRE, 1), report(f"{FIRE} {CAUSE}", 2, copy_of=1)) == [(1, FIRE)]


def test_a_copy_after_a_report_without_facts_gives_its_own() -> None:
    assert texts(report("", 1), report(FIRE, 2, copy_of=1)) == [(2, FIRE)]
    assert texts(report(FIRE, 2, copy_of=1)) == [(2, FIRE)]


def test_what_follows_a_copy_still_counts() -> None:
    assert texts(report(FIRE, 1), report(FIRE, 2, copy_of=1), report(COST, 3)) == [(1, FIRE), (3, COST)]


def test_no_topic_has_more_facts_than_an_alert_takes() -> None:
    lines = [
        FIRE, CAUSE, COST,
        "Some 900 farmers must now sell their wheat in Velmora.",
        "Governor Pavel Horin visited the ruins on Monday.",
        "Because of the smoke 17 schools in Dorvik stay closed until Thursday.",
    ]  # fmt: skip
    reports = [report(line, number) for number, line in enumerate(lines)]
    assert texts(*reports) == list(enumerate(lines))[:FACTS]


def test_followers_of_topics_beyond_the_first_five_share_a_choice() -> None:
    topics = [f"t{number}" for number in range(5)]
    assert {fact.topic_id for fact in facts_of([report(FIRE, 1, *topics)])} == set(topics)
    assert {fact.topic_id for fact in facts_of([report(FIRE, 1, *topics, "t5")])} == {*topics, None}
    nobodys = replace(report(FIRE, 1), matches=())
    assert {fact.topic_id for fact in facts_of([nobodys])} == {None}


def test_topics_are_ranked_by_their_best_match() -> None:
    weak = replace(report(FIRE, 1), matches=(Match("b", ("Orlend",), 0.2), Match("a", ("Orlend",), 0.5)))
    strong = replace(report(CAUSE, 2), matches=(Match("b", ("Orlend",), 0.9),))
    order = [fact.topic_id for fact in facts_of([weak, strong])]
    assert order == ["b", "b", "a", "a"]
