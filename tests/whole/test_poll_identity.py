"""Nothing missed and nothing twice, however publishers name their articles: sequences of polls over HTTP."""

import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from tests.feed_host import rss
from tests.whole.wire import START, wire

_TITLES = (
    "Flood closes the road to Testmouth",
    "Harbour of Ornsk is under water after flood",
    "Rescuers free forty sheep from flood at Wexby",
    "Flood wall breaks beside the mill of Durnholt",
    "Ferry to Kallsund sinks as flood tears it loose",
    "School at Brennick stays shut because of flood",
)


def _entry(
    number: int,
    *,
    guid: str | None = None,
    link: str | None = None,
    title: str | None = None,
    at: datetime | None = None,
    text: str | None = None,
) -> str:
    parts = [f"<title>{title or _TITLES[number]}</title>"]
    if link is not None:
        parts.append(f"<link>{link.replace('&', '&amp;')}</link>")
    if guid is not None:
        parts.append(f"<guid isPermaLink='false'>{guid}</guid>")
    if at is not None:
        parts.append(f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>")
    if text != "":
        parts.append(f"<description>{text or f'{_TITLES[number]}, officials said.'}</description>")
    return "".join(parts)


_LIVE = "https://testland.example/live"
_OLD = _entry(0, guid="old", link="https://testland.example/old", at=START - timedelta(days=1))


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize(
    "names",
    [
        [("L1", "/live"), ("L2", "/live"), ("L3", "/live")],
        [("same", "/1"), ("same", "/2"), ("same", "/3")],
        [(None, "/live"), (None, "/live"), (None, "/live")],
        [(None, "/live#p1"), (None, "/live#p2"), (None, "/live#p3")],
        [("/live#p1", "/live#p1"), ("/live#p2", "/live#p2"), ("/live#p3", "/live#p3")],
        [("/live#p1", "/live"), ("/live#p2", "/live"), ("/live#p3", "/live")],
        [(None, "/a.php?ref=1001"), (None, "/a.php?ref=1002"), (None, "/a.php?ref=1003")],
        [("/a?src=1", "/a?src=1"), ("/a?src=2", "/a?src=2"), ("/a?src=3", "/a?src=3")],
    ],
    ids=[
        "link stays",
        "guid stays",
        "no guid",
        "fragment",
        "fragments",
        "fragment in guid",
        "parameter",
        "both",
    ],
)
async def test_a_new_article_under_an_old_name_alerts(
    tmp_path: Path, names: list[tuple[str | None, str]], dated: bool
) -> None:
    """The documents of dated feeds list the newest article, those of undated ones the newest two."""
    window = 1 if dated else 2
    entries = [_OLD] + [
        _entry(
            number, guid=guid and (f"{_HOST}{guid}" if guid[0] == "/" else guid), link=f"{_HOST}{link}",
            at=START + timedelta(hours=number) if dated else None,
        )
        for number, (guid, link) in enumerate(names, start=1)
    ]  # fmt: skip
    async with wire(tmp_path) as news:
        for newest in range(1, len(entries) + 1):
            document = rss(*reversed(entries[max(0, newest - window) : newest]))
            await news.poll(document)
            await news.poll(document + b" ", minutes=5)
        assert news.heard(*_TITLES[: len(entries)]) == [0, 1, 1, 1]
        assert await news.rows() == len(entries)


_HOST = "https://testland.example"


async def test_a_daily_briefing_that_keeps_guid_and_link_is_new_each_day(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_OLD))
        for day in (1, 2, 3):
            briefing = _entry(day, guid="briefing", link=f"{_HOST}/briefing", at=news.clock.now)
            for _ in range(3):
                await news.poll(rss(briefing), hours=1)
            await news.poll(rss(briefing) + b" ", hours=21)
        assert news.heard(*_TITLES[:4]) == [0, 1, 1, 1]
        assert await news.rows() == 4


async def test_what_two_servers_of_a_publisher_serve_in_turns_alerts_once(tmp_path: Path) -> None:
    """One of them is a day behind."""
    async with wire(tmp_path) as news:
        await news.poll(rss(_OLD))
        first = rss(_entry(1, guid="b", link=f"{_HOST}/b", at=START))
        second = rss(_entry(2, guid="b", link=f"{_HOST}/b", at=START + timedelta(days=1)))
        await news.poll(first)
        news.clock.move(hours=24)
        for document in (second, first, second, first, second):
            await news.poll(document, minutes=10)
        assert news.heard(*_TITLES[:3]) == [0, 1, 1]
        assert await news.rows() == 3


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Harbour of Ornsk is under water after sudden flood"},
        {"guid": "https://testland.example/1#2"},
        {"guid": "other"},
        {"link": "https://testland.example/1-new-slug", "title": "Ornsk under water after flood"},
        {"link": "https://testland.example/1?utm_source=x&ref=rss"},
        {"link": "https://testland.example/1#comments"},
    ],
    ids=["headline", "numbered guid", "guid", "slug", "tracking", "fragment"],
)
async def test_an_edited_article_is_no_new_one(tmp_path: Path, other: dict[str, str]) -> None:
    before = {"guid": "https://testland.example/1", "link": "https://testland.example/1", "at": START}
    async with wire(tmp_path) as news:
        await news.poll(rss(_OLD))
        for entry in (before, before | other, before):
            await news.poll(rss(_entry(1, **entry)))  # type: ignore[arg-type]
        assert await news.rows() == 2
        assert sum("Ornsk" in text for text in news.alerts()) == 1


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
async def test_guids_made_anew_at_every_poll_alert_nobody_again(tmp_path: Path, dated: bool) -> None:
    async with wire(tmp_path) as news:
        for poll in range(6):
            shown = range(5) if poll < 3 else range(6)
            at = START - timedelta(hours=1) if dated else None
            entries = [_entry(n, guid=f"{poll}-{n}", link=f"{_HOST}/", at=at) for n in reversed(shown)]
            await news.poll(rss(*entries))
        assert news.heard(*_TITLES) == [0, 0, 0, 0, 0, 1]
        assert await news.rows() == 6


async def test_dates_and_guids_made_anew_at_every_poll_alert_nobody_again(tmp_path: Path) -> None:
    text = "The river rose by two metres in the night, and the road to the coast has been shut since six."
    async with wire(tmp_path) as news:
        for poll in range(5):
            guid = f"guid-{poll}"
            await news.poll(
                rss(_entry(0, guid=guid, link=f"{_HOST}/", at=news.clock.now, text=text)), hours=13
            )
        assert news.alerts() == []
        assert await news.rows() == 1


async def test_a_site_that_moves_alerts_nobody_again(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:

        def document(domain: str, *shown: int) -> bytes:
            addresses = {n: f"https://{domain}/news/{n}" for n in shown}
            at = START - timedelta(hours=3)
            return rss(*(_entry(n, guid=addresses[n], link=addresses[n], at=at) for n in shown))

        await news.poll(document("testland.example", 1, 0))
        await news.poll(document("testland.example", 2, 1, 0))
        for _ in range(2):
            await news.poll(document("new.example", 3, 2, 1, 0))
        assert news.heard(*_TITLES[:4]) == [0, 0, 1, 1]
        assert await news.rows() == 4


async def test_accents_as_characters_of_their_own_make_no_new_article(tmp_path: Path) -> None:
    """Software of macOS writes "é" as two code points, which look like the one."""
    title = "Flood at the caf\u00e9 of K\u00f6penstedt"
    async with wire(tmp_path) as news:
        await news.poll(rss(_OLD))
        for form in ("NFC", "NFD", "NFC"):
            guid, written = f"{form}-{news.clock.now:%H}", unicodedata.normalize(form, title)
            entry = _entry(1, guid=guid, link=f"{_HOST}/{guid}", at=START, title=written, text=f"{written}.")
            await news.poll(rss(entry, _OLD))
        assert news.heard(title) == [1]
        assert await news.rows() == 2


@pytest.mark.parametrize("guid", ["N/A", "constant"])
async def test_names_that_all_entries_share_identify_none(tmp_path: Path, guid: str) -> None:
    def entry(number: int) -> str:
        return _entry(number, guid=guid, link="N/A", at=START - timedelta(hours=9 - number))

    async with wire(tmp_path) as news:
        await news.poll(rss(entry(1), entry(0)))
        for newest in (2, 3):
            for blank in (b"", b" "):
                await news.poll(rss(*(entry(n) for n in range(newest, -1, -1))) + blank)
        assert news.heard(*_TITLES[:4]) == [0, 0, 1, 1]
        assert await news.rows() == 4


async def test_bulletins_that_begin_alike_are_no_copies(tmp_path: Path) -> None:
    def bulletin(number: int) -> str:
        text = f"A flood warning is in force for the river Orn at gauge {number} until {number} pm today."
        at = START + timedelta(hours=number)
        return _entry(
            0, guid=f"w{number}", link=f"{_HOST}/w/{number}", at=at, title="Flood warning", text=text
        )

    async with wire(tmp_path) as news:
        await news.poll(rss(bulletin(1)))
        for number in (2, 3, 4):
            await news.poll(rss(bulletin(number)))
        assert await news.rows() == 4


async def test_names_are_taken_over_on_both_databases(tmp_path: Path, bare_database: Database) -> None:
    url = bare_database.engine.url.render_as_string(hide_password=False)
    async with wire(tmp_path, database_url=url) as news:
        await news.poll(rss(_OLD))
        for number in (1, 2):
            live = _entry(number, guid=f"L{number}", link=_LIVE, at=START + timedelta(hours=number))
            for blank in (b"", b" "):
                await news.poll(rss(live) + blank)
        moved = _entry(2, guid="moved", link="https://new.example/live", at=START + timedelta(hours=2))
        await news.poll(rss(moved))
        assert news.heard(*_TITLES[:3]) == [0, 1, 1]
        assert await news.rows() == 3
