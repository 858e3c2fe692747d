"""A feed that gives itself the name of another publisher."""

from bot.feeds.house import NamedFeed, name_feed
from bot.model import Feed
from bot.news.articles.owner import house_key

POST = Feed(1, "https://feeds.harbour-post.com/world", "Harbour Post", house="Harbour Post")


def test_a_name_that_nobody_has_is_kept() -> None:
    url = "https://delta-wire.com/feed"
    assert name_feed("Delta Wire", url, [POST]) == NamedFeed("Delta Wire", house_key("Delta Wire", url))


def test_a_second_feed_on_the_domain_is_of_the_house() -> None:
    assert name_feed("harbour post", "https://www.harbour-post.com/sport", [POST]) == NamedFeed(
        "Harbour Post", "Harbour Post"
    )


def test_a_namesake_elsewhere_is_told_apart() -> None:
    url = "https://feeds.evil.net/world"
    named = name_feed("HARBOUR  Post", url, [POST])
    assert named == NamedFeed("HARBOUR  Post (evil.net)", house_key("Harbour Post", url), "harbour-post.com")
    kept = name_feed("Harbour Post", url, [POST], keep_name=True)
    assert kept == NamedFeed("Harbour Post", house_key("Harbour Post", url), "harbour-post.com")
    assert kept.house != POST.house


def test_a_feed_that_is_added_again_is_no_namesake_of_itself() -> None:
    assert name_feed("Harbour Post", POST.url, [POST]).namesake == ""
