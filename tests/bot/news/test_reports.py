"""The facts that the followers of each topic read of a story's reports."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.model import Match, StoredArticle
from bot.news.reports import PlacedArticle, summary_of, topics_of

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FIRE = "A fire destroyed the grain store of Orlend on Sunday night, the mayor said."
CAUSE = "Inspector Marta Quill found a broken heater in the cellar."


def report(text: str, number: int, *topics: str, copy_of: int | None = None) -> PlacedArticle:
    article = StoredArticle(
        number, 1, "Post", "http://post.example/1", "Fire in Orlend", text, "en", NOON, True, NOON, False
    )
    matches = tuple(Match(topic, ("Orlend",), 1.0) for topic in topics or ("fires",))
    return PlacedArticle(article, matches, copy_of, None)


def test_followers_of_topics_beyond_the_first_five_share_a_choice() -> None:
    topics = [f"t{number}" for number in range(5)]
    assert {fact.topic_id for fact in summary_of([report(FIRE, 1, *topics)])} == set(topics)
    assert {fact.topic_id for fact in summary_of([report(FIRE, 1, *topics, "t5")])} == {*topics, None}
    nobodys = replace(report(FIRE, 1), matches=())
    assert {fact.topic_id for fact in summary_of([nobodys])} == {None}


def test_topics_are_ranked_by_their_best_match() -> None:
    weak = replace(report(FIRE, 1), matches=(Match("b", ("Orlend",), 0.2), Match("a", ("Orlend",), 0.5)))
    strong = replace(report(CAUSE, 2), matches=(Match("b", ("Orlend",), 0.9),))
    assert topics_of([weak, strong]) == ["b", "a"]


def test_what_is_not_surely_news_may_tell_comment() -> None:
    comment = (
        "The fire in Orlend has long been one of the worst fears of the farmers. "
        "It remains unclear what the fire means for the mood of Orlend. "
        "The store of Orlend is one of the most important symbols of its troubled history. "
        "For Orlend, the stunning fire is likely to deepen a crisis of confidence."
    )
    lengths = [
        len(summary_of([replace(report(f"{FIRE} {comment}", 1), sure=sure)])) for sure in (True, False)
    ]
    assert lengths == [1, 3]
