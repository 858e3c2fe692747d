"""Canonical addresses, identity, and entries as articles."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model import Article, Feed
from bot.news.articles.identity import (
    canonical_url,
    identities,
    identities_of_text,
    is_home_page,
    make_article,
    title_text,
)

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
FEED = Feed(1, "https://testland.example/f", "Testland", "en")


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/news/1", "https://a.example/news/1"),
        ("http://www.A.example:80/news/1/", "https://a.example/news/1"),
        ("https://a.example:443/news?utm_source=rss&utm_medium=x", "https://a.example/news"),
        ("https://a.example/news?b=2&at_campaign=rss&a=1", "https://a.example/news?a=1&b=2"),
        ("https://a.example/news#comments", "https://a.example/news"),
        ("https://a.example/#!/news/1", "https://a.example#!/news/1"),
        ("https://user:pw@a.example/n", "https://a.example/n"),
        ("https://a.example:8443/n", "https://a.example:8443/n"),
        ("https://a.example/?id=5", "https://a.example?id=5"),
        ("https://[::1]:8080/n", "https://[::1]:8080/n"),
        ("https://www.com/n", "https://www.com/n"),
        ("HTTPS://A.example/N", "https://a.example/N"),
        ("mailto:a@a.example", "mailto:a@a.example"),
        ("http://[broken", "http://[broken"),
        ("", ""),
    ],
)
def test_canonical_urls(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


_HOSTS = ["a.example", "www.a.example", "WWW.www.A.example:80", "u:p@a.example"]
_PATHS = st.text(alphabet="/ab%20.;:@ \t", max_size=12).map(lambda path: path and f"/{path}")
_QUERIES = st.text(alphabet="&=abutm_source%20?; /", max_size=20).map(lambda query: query and f"?{query}")
_FRAGMENTS = st.text(alphabet="!ab/# ", max_size=6).map(lambda fragment: fragment and f"#{fragment}")
_PAGES = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(_HOSTS),
    _PATHS,
    _QUERIES,
)
_URLS = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP", "ftp"]),
    st.sampled_from([*_HOSTS, "www.com", "[::1]:443", ""]),
    _PATHS,
    _QUERIES,
    _FRAGMENTS,
)


@given(_URLS | st.text(max_size=40))
@example("https://a.example/a /")
@example("https://www.www.a.example/")
@example("http://a.example? #a")
def test_a_canonical_url_is_canonical(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(_PAGES, st.sampled_from(["utm_source=rss", "fbclid=x", "at_medium=RSS"]))
def test_tracking_makes_no_difference(url: str, tracking: str) -> None:
    more = f"{url}{'&' if '?' in url else '?'}{tracking}"
    assert canonical_url(more).rstrip("/ ") == canonical_url(url).rstrip("/ ")


def test_home_pages() -> None:
    assert is_home_page("https://a.example")
    assert is_home_page("https://a.example/")
    assert not is_home_page("https://a.example?id=5")
    assert not is_home_page("https://a.example/news")


def keys(
    guid: str | None,
    url: str,
    publisher: str = "Testland",
    *,
    unique_url: bool = True,
    unique_guid: bool = True,
) -> set[str]:
    return set(identities(publisher, guid, url, unique_url=unique_url, unique_guid=unique_guid))


def test_keys_are_128_bits_and_differ_by_publisher() -> None:
    found = keys("tag:1", "https://a.example/1")
    assert len(found) == 2
    assert all(len(key) == 32 and int(key, 16) >= 0 for key in found)
    assert not found & keys("tag:1", "https://a.example/1", publisher="Otherland")
    assert found == keys("tag:1", "https://a.example/1", publisher=" testland ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("g", "https://a.example/1"), ("g", "https://a.example/2")),
        (("https://a.example/1#0", "https://a.example/1"), ("https://a.example/1#1", "https://a.example/1")),
        (("https://a.example/1", "https://a.example/1"), ("other", "http://www.a.example/1?utm_source=rss")),
        ((None, "https://a.example/1"), ("https://a.example/1", "")),
        (("http://a.example/1", ""), ("https://www.a.example/1/", "")),
    ],
)
def test_the_same_article(one: tuple[str | None, str], other: tuple[str | None, str]) -> None:
    assert keys(*one) & keys(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1", "https://a.example/1"), ("2", "https://a.example/2")),
        (("1", "https://a.example/"), ("2", "https://a.example/")),
        (("https://a.example/?p=1", ""), ("https://a.example/?p=2", "")),
        (("https://a.example/live#1", ""), ("https://a.example/live#2", "")),
    ],
)
def test_other_articles(one: tuple[str | None, str], other: tuple[str | None, str]) -> None:
    assert not keys(*one) & keys(*other)


def test_what_the_document_shares_identifies_nothing() -> None:
    url = "https://a.example/live"
    assert keys("1", url, unique_url=False) == keys("1", "")
    assert keys("1", url, unique_guid=False) == keys(None, url)
    assert keys(None, url, unique_url=False) == set()
    assert identities_of_text("T", "a  b", "c") == identities_of_text("T", "a b", " c ")
    assert identities_of_text("T", "a", "b") != identities_of_text("T", "a", "c")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('A &lt;b&gt; &amp; "C"', 'A <b> & "C"'),
        ("<i>Slanted</i>  title\n", "Slanted title"),
        ("a &lt; b", "a < b"),
        ("It&#8217;s", "It’s"),
    ],
)
def test_titles(html: str, text: str) -> None:
    assert title_text(html) == text


def article(title: str = "T", text: str = "One", published_at: datetime | None = NOW) -> Article:
    return make_article(FEED, NOW, ("k",), title, text, "https://a.example/1", published_at)


def test_article_of_an_entry() -> None:
    made = article("T", "One\nTwo", NOW - timedelta(hours=1))
    assert (made.title, made.text, made.url) == ("T", "One\nTwo", "https://a.example/1")
    assert (made.publisher, made.language) == ("Testland", "en")
    assert (made.published_at, made.dated) == (NOW - timedelta(hours=1), True)
    assert made.identities == ("k",)


def test_dates() -> None:
    undated = article(published_at=None)
    assert (undated.published_at, undated.dated) == (NOW, False)
    future = article(published_at=NOW + timedelta(days=1))
    assert (future.published_at, future.dated) == (NOW, True)


def test_an_entry_without_title_gets_the_beginning_of_its_text() -> None:
    title = article("", "word " * 50 + "\nMore").title
    assert title.startswith("word word")
    assert title.endswith(" …")
    assert len(title) <= 102
    assert article("", "Short\nMore").title == "Short"


def test_an_entry_with_nothing_but_words_has_a_key() -> None:
    assert identities("Testland", None, "") == ()
    (key,) = identities_of_text("Testland", "T", "One")
    assert {key} != set(identities_of_text("Testland", "U", "One"))
