"""Documents written to keep the reader busy cost no more than others of their size."""

import time
from html import escape

import pytest

from bot.feeds.dates import parse_date
from bot.feeds.parse import read_document
from bot.feeds.sanitise import clean_html

_UNITS = ("<", "<a ", "<!--", "<![CDATA[", "<b title='", "a", "é", "&", "\u200b", "1 ", "Mon, ", " ")


def _document(text: str) -> bytes:
    escaped = escape(text)
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escaped}</title><item><title>{escaped}</title><pubDate>{escaped}</pubDate><guid>{escaped}</guid>"
        f"<description>{escaped}</description><content:encoded>{escaped}x</content:encoded></item></channel></rss>"
    ).encode()


@pytest.mark.parametrize("unit", _UNITS)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    """By the square, ten times as long would take a hundred times; fifty leave room for a busy machine."""

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        assert len(read_document(_document(text), "", "https://testland.example/").drafts) == 1
        return time.process_time() - began

    seconds(1000)
    assert seconds(40_000) < 50 * seconds(4_000) + 0.1


def test_long_dates_are_none() -> None:
    assert parse_date("May " * 100_000) is None


@pytest.mark.parametrize(
    "unit", ["<div>", "<ul><li>", "<dl><dd>", "<blockquote class=x>", "<table><tr><td>", "<b>"]
)
def test_deep_markup_is_cleaned_in_no_time_and_harmless(unit: str) -> None:
    began = time.process_time()
    cleaned = clean_html(unit * 30_000 + "<script>x</script> Rain &amp; fog < sun")
    assert time.process_time() - began < 0.5
    assert cleaned.split()[-5:] == ["Rain", "&amp;", "fog", "&lt;", "sun"]
    assert "<script" not in cleaned


def test_long_markup_that_is_not_deep_is_cleaned_as_ever() -> None:
    cleaned = clean_html(
        "<p>Rain<br><img src='http://a.example/i'><li>fog<div><b onclick='x'>sun</b></div>" * 400
    )
    assert cleaned.count("<b>sun</b>") == 400
    assert "onclick" not in cleaned
