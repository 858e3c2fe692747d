"""Telegram's HTML rules, by table."""

import pytest

from bot.demo.standin.entities import Entity, parse_html, unescape, utf16_length
from bot.demo.standin.refusal import Refusal


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", ()),
        ("<b>bold</b> and <i>it</i>", "bold and it", (Entity("bold", 0, 4), Entity("italic", 9, 2))),
        ("<B>upper</B>", None, None),
        ("<b>a<i>b</i></b>", "ab", (Entity("bold", 0, 2), Entity("italic", 1, 1))),
        ("😀<b>x</b>", "😀x", (Entity("bold", 2, 1),)),
        (
            '<a href="https://a.example/?x=1&amp;y=2">l</a>',
            "l",
            (Entity("text_link", 0, 1, "https://a.example/?x=1&y=2"),),
        ),
        ("<a href='https://a.example'>l</a>", "l", (Entity("text_link", 0, 1, "https://a.example"),)),
        ('<a href="not a url">l</a>', "l", ()),
        ("<a>a.example</a>", "a.example", (Entity("text_link", 0, 9, "a.example"),)),
        ('<code class="language-py">x</code>', "x", (Entity("code", 0, 1, language="py"),)),
        ('<span class="tg-spoiler">x</span>', "x", (Entity("spoiler", 0, 1),)),
        ("<blockquote expandable>x</blockquote>", "x", (Entity("expandable_blockquote", 0, 1),)),
        ("<blockquote>x</blockquote>", "x", (Entity("blockquote", 0, 1),)),
        (
            'at <tg-time unix="1772633100" format="t">14:05 UTC</tg-time>',
            "at 14:05 UTC",
            (Entity("date_time", 3, 9, unix_time=1772633100, date_time_format="t"),),
        ),
        ('<tg-time unix="5">x</tg-time>', "x", (Entity("date_time", 0, 1, unix_time=5),)),
        ("<b>x</>", "x", (Entity("bold", 0, 1),)),
        ("<b></b>x", "x", ()),
        ("  <b> x </b>\n", "x", (Entity("bold", 0, 1),)),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39; &#x27;", "a <b> & \"c\" ' '", ()),
        ("AT&T &nbsp; &copy; &", "AT&T &nbsp; &copy; &", ()),
        ("a > b", "a > b", ()),
    ],
)
def test_reads_what_telegram_reads(html: str, text: str | None, entities: tuple[Entity, ...] | None) -> None:
    if text is None:
        with pytest.raises(Refusal):
            parse_html(html)
    else:
        assert parse_html(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("é <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("5<6", "Unclosed start tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="https://a.example>x</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=https://a.example>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a "x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="https://a.example">x<a href="https://b.example">y</a></a>', 'Tag "a" must not be nested'),
        ('<tg-time unix="soon">x</tg-time>', 'Tag "tg-time" must have a valid Unix time'),
        ('<tg-time unix="5" format="tT">x</tg-time>', 'Tag "tg-time" must have a valid format'),
        (
            '<a href="https://a.example/"><tg-time unix="5">x</tg-time></a>',
            'Tag "tg-time" must not be nested',
        ),
        ("<blockquote><blockquote>x</blockquote></blockquote>", 'Tag "blockquote" must not be nested'),
    ],
)
def test_refuses_what_telegram_refuses(html: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(html)
    assert caught.value.status == 400
    assert f"Bad Request: can't parse entities: {reason}" in caught.value.description


def test_counts_utf16_units() -> None:
    assert [utf16_length(text) for text in ("abc", "é", "😀", "\ud800")] == [3, 1, 2, 1]


def test_numbers_out_of_range_stay_as_they_are() -> None:
    assert unescape("&#0; &#x110000; &#12345678901;") == "&#0; &#x110000; &#12345678901;"
