"""Odd dates, bytes and references in documents over HTTP: neither a missed nor a repeated alert."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.feeds.parse import parse_feed
from tests.feed_host import Answer, rss
from tests.whole.wire import START, wire

_TITLES = (
    "Flood closes the road to Testmouth",
    "Harbour of Ornsk is under water after flood",
    "Rescuers free forty sheep from flood at Wexby",
    "Überschwemmung: Straße gesperrt, flood warning",
)


def _entry(number: int, date: str = "", title: str = "", more: str = "") -> str:
    url = f"https://testland.example/{number}"
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    title = title or _TITLES[number]
    text = f"<description>{title}, officials said.</description>"
    return f"<title>{title}</title><link>{url}</link><guid>{url}</guid>{dated}{text}{more}"


@pytest.mark.parametrize(
    ("fresh", "stale"),
    [
        ("2026/11/26 12:57", "2026/10/26 12:57"),
        ("26-11-2026 12:57:00", "20-11-2026 12:57:00"),
        ("2026年11月26日 12:57", "2026年11月1日 12:57"),
        ("Thu, 26 Nov 2026 11:57 PM EST", "Tue, 24 Nov 2026 5:57 AM EST"),
        ("26 ноября 2026 г. 12:57", "16 ноября 2026 г. 12:57"),
        ("1795694220", "1795089420"),
        ("1795694220000", "1795089420000"),
        ("Thu, 26 Nov 2569 12:57:00 GMT", "Mon, 16 Nov 2569 12:57:00 GMT"),
    ],
)
async def test_a_date_is_read_right(tmp_path: Path, fresh: str, stale: str) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0, "Thu, 26 Nov 2026 10:00:00 GMT")))
        await news.poll(rss(_entry(1, fresh), _entry(2, stale), _entry(0, "Thu, 26 Nov 2026 10:00:00 GMT")))
        assert news.heard(*_TITLES[:3]) == [0, 1, 0]


async def test_a_date_that_cannot_be_read_for_sure_is_the_time_of_first_sight(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0, "05/06/2026 10:00")))
        await news.poll(rss(_entry(1, "05/06/2026 11:00"), _entry(0, "05/06/2026 10:00")))
        assert news.heard(*_TITLES[:2]) == [0, 1]
        assert [stored[3] for stored in await news.stored()] == [
            START + timedelta(hours=1),
            START + timedelta(hours=2),
        ]


@pytest.mark.parametrize(
    "odd", ["Mon, 30 Nov -0001 00:00:00 +0000", "Mon, 02 Nov 2026 12:00:00 +99999", "2026-13-01T00:00:00Z"]
)
async def test_a_date_with_impossible_figures_hides_no_article(tmp_path: Path, odd: str) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0, "Thu, 26 Nov 2026 10:00:00 GMT")))
        await news.poll(rss(_entry(1, odd), _entry(0, "Thu, 26 Nov 2026 10:00:00 GMT")))
        assert news.heard(*_TITLES[:2]) == [0, 1]


def _atom(*entries: tuple[int, str, str]) -> bytes:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>"
        + "".join(
            f"<entry><id>urn:{number}</id><title>{_TITLES[number]}</title><link href='https://a.example/{number}'/>"
            f"<published>{published}</published><updated>{updated}</updated></entry>"
            for number, published, updated in entries
        )
        + "</feed>"
    ).encode()


async def test_a_draft_of_last_week_that_is_published_now_alerts(tmp_path: Path) -> None:
    """What is older than the baseline, or built anew with all the others, does not."""
    old, now = "2026-11-20T10:00:00Z", "2026-11-26T13:58:00Z"
    async with wire(tmp_path) as news:
        await news.poll(_atom((0, old, old)))
        await news.poll(_atom((1, "2026-11-21T10:00:00Z", now), (0, old, now)))
        assert news.heard(*_TITLES[:2]) == [0, 1]
        built = "2026-11-26T14:58:00Z"
        shown: Sequence[tuple[int, str, str]] = [(2, old, built), (1, old, built), (0, old, built)]
        await news.poll(_atom(*shown))
        assert news.heard(*_TITLES[:3]) == [0, 1, 0]


async def test_a_bad_byte_garbles_no_more_than_its_character(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        damaged = rss(_entry(3), _entry(1, title="Ornsk flood: “caf\u00e9” closed"), _entry(0))
        await news.poll(damaged.replace("caf\u00e9".encode(), b"caf\xc3"))
        assert news.heard(_TITLES[3], "Ornsk flood: “caf\ufffd” closed") == [1, 1]
        whole = rss(_entry(3), _entry(1, title="Ornsk flood: “caf\u00e9” closed"), _entry(0))
        await news.poll(whole)
        assert len(news.alerts()) == 2, "what was garbled is put right without another alert"
        assert "Ornsk flood: “caf\u00e9” closed" in [stored[0] for stored in await news.stored()]


@pytest.mark.parametrize(
    ("content_type", "declared"),
    [("text/xml; charset=ISO-8859-1", "UTF-8"), ("text/xml", "windows-1252"), ("text/xml; charset=big5", "")],
)
async def test_utf_8_under_another_label_is_read_as_what_it_is(
    tmp_path: Path, content_type: str, declared: str
) -> None:
    def answer(*entries: str) -> Answer:
        declaration = f' encoding="{declared}"' if declared else ""
        body = rss(*entries).replace(b' encoding="UTF-8"', declaration.encode())
        return Answer(body, headers={"Content-Type": content_type})

    async with wire(tmp_path) as news:
        await news.poll(answer(_entry(0)))
        await news.poll(answer(_entry(3), _entry(0)))
        await news.poll(rss(_entry(3), _entry(0)))
        assert news.heard(_TITLES[3]) == [1]
        assert await news.rows() == 2


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "ucs-2", "utf-32"])
@pytest.mark.parametrize("title", [_TITLES[1], _TITLES[3]], ids=["ascii", "beyond"])
@pytest.mark.parametrize("padding", [b"", b" ", b"  ", b"   "])
@pytest.mark.parametrize("in_header", [False, True], ids=["declared", "in header"])
def test_utf_8_that_is_labelled_utf_16_is_read_whatever_its_length(
    label: str, title: str, padding: bytes, in_header: bool
) -> None:
    body = rss(_entry(0, title=title)) + padding
    if not in_header:
        body = body.replace(b"UTF-8", label.encode())
    content_type = f"text/xml; charset={label}" if in_header else "application/rss+xml"
    parsed = parse_feed(body, content_type, "https://testland.example/feed")
    assert [entry.title_html for entry in parsed.entries] == [title]


@pytest.mark.parametrize(
    ("label", "codec", "title"),
    [
        ("x-sjis", "cp932", "\u6d2a\u6c34 flood \u8b66\u5831"),
        ("ISO-8859-8-I", "iso8859-8", "\u05e9\u05d9\u05d8\u05e4\u05d5\u05df flood"),
        ("windows-874", "cp874", "\u0e19\u0e49\u0e33\u0e17\u0e48\u0e27\u0e21 flood"),
        ("x-gbk", "gbk", "\u6d2a\u6c34 flood \u8b66\u62a5"),
        ("win-1251", "cp1251", "\u041f\u043e\u0442\u043e\u043f flood"),
        ("x-mac-cyrillic", "mac_cyrillic", "\u041f\u043e\u0442\u043e\u043f flood"),
    ],
)
@pytest.mark.parametrize("in_header", [False, True], ids=["declared", "in header"])
async def test_an_encoding_is_known_by_all_the_names_that_browsers_know(
    tmp_path: Path, label: str, codec: str, title: str, in_header: bool
) -> None:
    def answer(*entries: str) -> Answer:
        body = rss(*entries).decode().replace("UTF-8", "UTF-8" if in_header else label)
        charset = f"; charset={label}" if in_header else ""
        return Answer(body.encode(codec), headers={"Content-Type": f"text/xml{charset}"})

    async with wire(tmp_path) as news:
        await news.poll(answer(_entry(0)))
        await news.poll(answer(_entry(1, title=title), _entry(0)))
        assert news.heard(title) == [1]
        assert title in [stored[0] for stored in await news.stored()]


_SRS = (
    '<georss:where xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml">'
    '<gml:Point srsName="urn:ogc:def:crs:EPSG::foo"><gml:pos>1 2</gml:pos></gml:Point></georss:where>'
)


@pytest.mark.parametrize(
    ("title", "more", "shown"),
    [
        ("Flood at &#55357;&#56613; tower", "", "Flood at \U0001f525 tower"),
        ("Flood at &#xD83D;&#xDD25; tower", "", "Flood at \U0001f525 tower"),
        ("Flood at &#x110000; tower", "", "Flood at \ufffd tower"),
        ("Flood at &#0; tower", "", "Flood at \ufffd tower"),
        ("Flood at \x08 tower", "", "Flood at tower"),
        ("Flood at AT&T&nbsp;tower", "", "Flood at AT&T tower"),
        ("Flood at tower", _SRS, "Flood at tower"),
    ],
    ids="pair hexadecimal too-high null control ampersand coordinates".split(),
)
async def test_a_bad_reference_costs_no_entry(tmp_path: Path, title: str, more: str, shown: str) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        await news.poll(rss(_entry(1, title=title, more=more), _entry(2), _entry(0)))
        assert len(news.alerts()) == 2
        assert shown in [stored[0] for stored in await news.stored()]


async def test_entries_lead_where_they_are_and_hold_their_own_text(tmp_path: Path) -> None:
    """A link relative to the channel's, an enclosure alone, FeedBurner's original, WordPress's last line."""
    burnt = (
        "<link>https://feeds.example/~r/3</link><x:origLink xmlns:x='http://rssnamespace.org/feedburner/ext/1.0'>"
        "https://testland.example/3</x:origLink>"
    )
    trailer = (
        "<description><![CDATA[<p>Officials said so.</p><p>The post <a href='x'>Flood</a> appeared first on "
        "<a href='y'>Testland Post</a>.</p>]]></description>"
    )
    entries = [
        f"<title>{_TITLES[1]}</title><link>news/1</link>{trailer}",
        f"<title>{_TITLES[2]}</title><guid isPermaLink='false'>2</guid><enclosure url='/2.mp3'/>",
        f"<title>{_TITLES[3]}</title>{burnt}",
    ]
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        await news.poll(rss(*entries, _entry(0)))
        assert news.heard(*_TITLES) == [0, 1, 1, 1]
        assert [(text, url) for _, text, url, _ in (await news.stored())[1:]] == [
            ("Officials said so.", "https://testland.example/news/1"),
            ("", "https://testland.example/2.mp3"),
            ("", "https://testland.example/3"),
        ]
