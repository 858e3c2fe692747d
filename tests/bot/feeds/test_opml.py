"""OPML in and out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import FeedError
from bot.feeds import opml
from bot.model import Feed

NESTED = """<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
<outline text="News"><outline text="World">
  <outline text="Testland Times - World" xmlUrl="https://testland.example/world?a=1&amp;b=2" type="rss"/>
  <outline title="Otherland &amp; Co" text="ignored" xmlurl="http://other.example/f" language="de"/>
</outline></outline>
<outline text="again" xmlUrl="https://testland.example/world?a=1&amp;b=2"/>
<outline text="Broken" type="rss"/>
<outline text="Odd" xmlUrl="ftp://testland.example/f"/>
<outline text="Old reader" xmlUrl="feed://old.example/f"/>
<outline text="A note without a feed"/>
</body></opml>"""


def test_nested_duplicates_and_bad_ones() -> None:
    report = opml.read(NESTED)
    assert [(feed.url, feed.publisher, feed.language) for feed in report.feeds] == [
        ("https://testland.example/world?a=1&b=2", "Testland Times", ""),
        ("http://other.example/f", "Otherland & Co", "de"),
        ("http://old.example/f", "Old reader", ""),
    ]
    assert report.duplicates == 1
    assert len(report.problems) == 2
    assert "Broken" in report.problems[0]
    assert "xmlUrl" in report.problems[0]
    assert "Odd" in report.problems[1]


def test_written_is_read_again() -> None:
    feeds = [
        Feed(1, "https://a.example/f?x=1&y=2", 'The "A" & <B>', "en", "A - World"),
        Feed(2, "https://b.example/f", "Ünïcode", "ar", ""),
        Feed(4, "https://c.example/f", "Any", "", ""),
        Feed(3, "https://a.example/g", 'The "A" & <B>', "en", "A - Sport"),
    ]
    text = opml.write(feeds, datetime(2026, 5, 5, tzinfo=UTC))
    again = opml.read(text)
    assert {(feed.url, feed.publisher, feed.language) for feed in again.feeds} == {
        (feed.url, feed.publisher, feed.language) for feed in feeds
    }
    assert not again.problems
    assert 'version="2.0"' in text
    assert text.startswith("<?xml")


def test_references_to_half_a_character_cost_no_feed() -> None:
    report = opml.read(NESTED.replace("Old reader", "Old &#xD83D;&#xDE00; &#xD83D; reader"))
    assert (report.feeds[-1].title, len(report.problems)) == ("Old \U0001f600 \ufffd reader", 2)
    hidden = "<!-- " + NESTED.partition("?>")[2].replace("Old reader", "Old &#xD83D;&#xDE00; reader")
    with pytest.raises(FeedError, match="OPML"):
        opml.read(hidden)
    damaged = opml.read(NESTED.replace("Old reader", "Old &#xD83D; \0 reader"))
    assert len(damaged.feeds) >= 2
    assert damaged.problems[-1] == "line 9 cannot be read; add its feed by hand"


def test_what_xml_cannot_hold_is_left_out_when_written() -> None:
    (feed,) = opml.read(opml.write([Feed(1, "https://a.example/f", "A\x0b", "e\x0bn", "\ufffeT")])).feeds
    assert (feed.publisher, feed.language, feed.title) == ("A", "en", "T")


def test_damaged_file_gives_what_can_be_read() -> None:
    report = opml.read(NESTED.replace("&amp;b=2", "&b=2").replace("</body></opml>", ""))
    assert len(report.feeds) == 3
    assert "damaged" in report.problems[0]


@pytest.mark.parametrize("text", ["", "hello", "<html><body/></html>", "<rss/>"])
def test_no_opml(text: str) -> None:
    with pytest.raises(FeedError, match="OPML"):
        opml.read(text)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + NESTED.partition("?>")[
        2
    ].replace("ignored", "&b;")
    assert len(opml.read(bomb).feeds) == 3


def test_real_lists(data_folder: Path) -> None:
    counts = {
        path.stem: len(opml.read(path.read_bytes()).feeds) for path in (data_folder / "feeds/opml").iterdir()
    }
    assert counts["middle_east_feeds"] == 33
    assert all(count > 4 for count in counts.values())
