"""Documents put right before they are read."""

import feedparser
import pytest

from bot.feeds.parse import read_document
from bot.feeds.readers import by_feedparser, by_lxml
from bot.feeds.repair import as_utf8, well_formed
from tests.feed_host import item, rss

URL = "https://testland.example/feed"


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        (b"<r>plain</r>", "big5", "<r>plain</r>"),
        ("<r>é</r>".encode(), "", "<r>é</r>"),
        ("<r>é</r>".encode(), "iso-8859-1", "<r>é</r>"),
        ("<?xml version='1.0' encoding='koi8-r'?><r>é</r>".encode(), "", "<r>é</r>"),
        ("<r>éééé</r>".encode() + b"\xc3", "", "<r>éééé</r>\ufffd"),
        ("<r>éé</r>".encode() + b"\xc3", "utf-8", "<r>éé</r>\ufffd"),
        (b"<?xml version='1.0' encoding='utf-8'?><r>caf\xe9</r>", "", "<r>café</r>"),
        (b"<r>fire \xed\xa0\xbd\xed\xb4\xa5</r>", "", "<r>fire \N{FIRE}</r>"),
        (b"<r>cut\xe2\x80</r>", "", "<r>cut\ufffd</r>"),
        (b"<r>cut\xf0\x9f\x94</r>", "utf-8", "<r>cut\ufffd</r>"),
        (b"<r>\xe9t\xe9, \xab caf\xe9\x94</r>", "", "<r>été, « café”</r>"),
    ],
)
def test_what_is_utf_8_is_read_as_utf_8(body: bytes, charset: str, text: str) -> None:
    assert as_utf8(body, charset).decode() == text


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<r>Новости</r>".encode("koi8-r"), "koi8-r"),
        (b"<r>\x81\xe9</r>", ""),
        ("<r>日本</r>".encode("iso-2022-jp"), "iso-2022-jp"),
    ],
)
def test_what_is_not_utf_8_is_left_alone(body: bytes, charset: str) -> None:
    assert as_utf8(body, charset) is body


def test_only_faults_are_changed() -> None:
    whole = b"<r>&amp; &#65; &#x1F525; &lt;<![CDATA[ & &nbsp; &#0; ]]><!-- & --></r>"
    assert well_formed(whole) == whole
    assert well_formed(b"<r>a & b &eacute;&foo; &#xD83D;</r>") == (
        b"<r>a &amp; b &#233;&amp;foo; \xef\xbf\xbd</r>"
    )
    assert well_formed(b"<r>a\xef\xbf\xbe\x08b</r>") == b"<r>ab</r>"
    own = b"<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>"
    assert well_formed(own) == own


def test_an_entry_on_which_feedparser_stumbles_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = feedparser.parse

    def stumble(stream: object, **options: object) -> object:
        body = stream.read()  # type: ignore[attr-defined]
        if b"Poison" in body:
            raise ValueError
        return parse(body, **options)

    monkeypatch.setattr(feedparser, "parse", stumble)
    entries = [item(number, "Poison" if number in (3, 6) else "") for number in range(1, 9)]
    document = read_document(rss(*entries) + b"<unclosed>", "application/xml", URL)
    assert [draft.url[-1] for draft in document.drafts] == ["1", "2", "4", "5", "7", "8"]
    assert document.feed.title == "Testland News"
    assert "left out (ValueError)" in (document.warning or "")


def test_repaired_documents_mean_the_same_to_both_readers() -> None:
    body = rss(
        item(1, "A & B &eacute; &#55357;&#56613;"), item(2, "C\x07", text="&nbsp;&lt;b&gt;x&lt;/b&gt;")
    )
    whole = well_formed(body)
    fast = by_lxml.read(whole, "", URL)
    slow = by_feedparser.read(whole, "application/xml; charset=utf-8", URL)
    assert fast is not None
    assert slow is not None
    assert fast.drafts == slow.drafts
