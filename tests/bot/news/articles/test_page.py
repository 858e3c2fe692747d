"""Article text out of pages."""

# ruff: noqa: E501

import pytest
from trafilatura import external

from bot.news.articles.page import article_text

BODY = [
    f"The army crossed the river at Orn in the early morning, the spokesman for unit {n} said, and "
    f"met no resistance."
    for n in range(1, 9)
]
PAGE = (
    "<html><head><title>Army crosses river</title></head><body><nav><a href='/'>Home</a><a "
    "href='/w'>World</a></nav>"
    "<article><h1>Army crosses river</h1>"
    + "".join(f"<p>{p}</p>" for p in BODY)
    + "</article><footer>All rights reserved. Subscribe to our newsletter.</footer><script>track()</script></body></html>"
)


@pytest.mark.parametrize("html", [PAGE, PAGE.encode()])
def test_article(html: str | bytes) -> None:
    text = article_text(html, "https://news.example/army")
    assert text
    assert all(paragraph in text.split("\n") for paragraph in BODY)
    assert "newsletter" not in text
    assert "track()" not in text


@pytest.mark.parametrize(
    "html", ["", b"", "<", b"\x00\xff\xfe", "<html></html>", "<p>Too short.</p>", b"%PDF-1.4 \x9c", "{}", "<div>" * 5000]
)  # fmt: skip
def test_no_article(html: str | bytes) -> None:
    assert len(article_text(html, "https://news.example/x").split()) < 5


def test_the_stop_words_of_all_languages_are_the_frequent_ones() -> None:
    article_text("<html><body><p>Too short.</p></body></html>", "https://news.example/x")
    words = external.JT_STOPLIST
    assert words is not None
    assert {"the", "der", "из", "من", "için"} <= set(words)
    assert len(words) < 40_000
