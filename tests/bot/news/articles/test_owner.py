"""Who owns an address, and what articles are keyed by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.articles.owner import house_key, owner_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("https://me:word@RSS.dw.com:8443/rdf", "dw.com"),
        ("https://one.github.io/feed", "one.github.io"),
        ("https://one.blogspot.com/feed", "one.blogspot.com"),
        ("https://feeds.feedburner.com/harbour", ""),
        ("https://news.google.com/rss/search?q=x", ""),
        ("https://somebody.substack.com/feed", ""),
        ("http://127.0.0.1:8080/feed", ""),
        ("http://[::1]/feed", ""),
        ("http://localhost/feed", ""),
        ("https://paper.example/feed", ""),
        ("http://[x", ""),
        ("", ""),
    ],
)
def test_the_registrable_domain_names_the_owner(url: str, domain: str) -> None:
    assert owner_domain(url) == domain


def test_a_name_is_not_enough_to_be_of_a_house() -> None:
    house = house_key("Harbour Post", "https://feeds.harbour-post.com/world")
    assert house == house_key(" HARBOUR  POST", "https://www.harbour-post.com/sport?x=1")
    assert house != house_key("Harbour Post", "https://harbour-post.net/world")
    assert house != house_key("Delta Wire", "https://feeds.harbour-post.com/world")
    shared = house_key("Harbour Post", "https://feeds.feedburner.com/harbour")
    assert shared != house_key("Harbour Post", "https://feeds.feedburner.com/evil")
    assert house_key("A", "http://127.0.0.1:1/a") == house_key("A", "http://127.0.0.1:2/b")


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://[", "http://a@", "//"]))
def test_no_address_is_too_odd(text: str, start: str) -> None:
    assert isinstance(owner_domain(start + text), str)
    assert house_key("A", start + text)
