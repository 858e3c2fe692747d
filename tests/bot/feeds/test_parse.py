"""Reading feed documents, of every kind and in every state; the fast reader against feedparser."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import FeedError
from bot.feeds.draft import Document
from bot.feeds.parse import parse_feed, read_fast, read_slowly
from bot.feeds.readers import jsonfeed
from bot.model import Entry, ParsedFeed
from bot.news.articles.identity import title_text
from bot.news.language.text import plain_text
from tests.effort import least_growth
from tests.feed_host import item, rss

URL = "https://testland.example/feeds/world.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title type="html">Testland &amp;amp; more</title><link href="https://testland.example/"/>
<link rel="self" href="/feeds/world.xml"/><link rel="hub" href="https://hub.example/"/>
%s</feed>"""
ENTRY = """<entry><id>urn:1</id><title>%s</title><link rel="edit" href="/edit/1"/><link href="/news/1"/>
<published>2026-05-05T10:00:00+02:00</published><updated>2026-05-05T11:00:00Z</updated>
<author><name>Ann</name></author>%s</entry>"""


def parse(body: str | bytes, content_type: str = "application/xml") -> ParsedFeed:
    return parse_feed(body.encode() if isinstance(body, str) else body, content_type, URL)


def only(body: str | bytes, content_type: str = "application/xml") -> Entry:
    (entry,) = parse(body, content_type).entries
    return entry


def test_rss() -> None:
    head = "<language>en-GB</language><ttl>15</ttl><skipHours><hour>0</hour><hour>23</hour></skipHours>"
    feed = parse(rss(item(1, "A title"), item(2), head=head))
    assert (feed.title, feed.language, feed.site_url) == (
        "Testland News",
        "en-gb",
        "https://testland.example/",
    )
    assert (feed.ttl_s, feed.skip_hours) == (900, frozenset({0, 23}))
    assert feed.entries[0] == Entry(
        guid="https://testland.example/news/1",
        url="https://testland.example/news/1",
        title_html="A title",
        content_html="What happened in story 1.",
        published_at=datetime(2026, 5, 5, 10, tzinfo=UTC),
    )


def test_hours_that_are_none_cost_no_article() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in ("7", "\u00b2", "", "1" * 5000))
    feed = parse(rss(item(1), head=f"<skipHours>{hours}</skipHours>"))
    assert (len(feed.entries), feed.skip_hours) == (1, frozenset({7}))


def test_syndication_module() -> None:
    head = '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>'
    assert parse(rss(head=head)).ttl_s == 3600
    slower = head + head.replace("updatePeriod", "updateFrequency").replace("hourly", "4")
    assert parse(rss(head=slower)).ttl_s == 900
    assert parse(rss(head=head.replace("hourly", "never"))).ttl_s is None
    assert parse(rss(head="<ttl>soon</ttl>")).ttl_s is None
    assert parse(rss(head="<ttl>0</ttl>")).ttl_s is None


def test_atom() -> None:
    feed = parse(ATOM % (ENTRY % ("News", '<summary type="html">&lt;p&gt;Short&lt;/p&gt;</summary>')))
    assert (feed.title, feed.language) == ("Testland & more", "en-gb")
    assert (feed.hub_url, feed.self_url) == ("https://hub.example/", URL)
    entry = feed.entries[0]
    assert (entry.guid, entry.url) == ("urn:1", "https://testland.example/news/1")
    assert entry.published_at == datetime(2026, 5, 5, 8, tzinfo=UTC)
    assert plain_text(entry.content_html) == "Short"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<content>1 &lt; 2 &amp;amp; so</content>", "1 < 2 &amp; so"),
        ('<content type="text">1 &lt; 2</content>', "1 < 2"),
        ('<content type="html">&lt;b&gt;bold&lt;/b&gt; &amp;amp; so</content>', "bold & so"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>',
            "One\nTwo",
        ),
        ('<summary>Short</summary><content type="html">The longer one</content>', "The longer one"),
        (
            '<summary>The longer one</summary><content type="html">&lt;img src="x"/&gt;</content>',
            "The longer one",
        ),
        ("<content type='text/html'><![CDATA[<p>One &amp; two</p>]]></content>", "One & two"),
    ],
)
def test_atom_content_types(content: str, text: str) -> None:
    entry = only(ATOM % (ENTRY % ("t", content)))
    assert title_text(entry.content_html) == text or plain_text(entry.content_html) == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Plain", "Plain"),
        ("A &lt;b&gt; &amp; &quot;C&quot;", 'A <b> & "C"'),
        ("AT&amp;T buys", "AT&T buys"),
        ("Ben &amp;amp; Jerry", "Ben & Jerry"),
        ("It&amp;#8217;s", "It’s"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("<![CDATA[<i>Slanted</i> &amp; told]]>", "Slanted & told"),
        ("  Two\n  lines ", "Two lines"),
        ("CafÃ©", "Café"),
        ("<![CDATA[a]]> and <![CDATA[b]]>", "a and b"),
        ("One <!-- no --> two", "One two"),
    ],
)
def test_rss_titles(title: str, text: str) -> None:
    assert title_text(only(rss(f"<title>{title}</title><link>/1</link>")).title_html) == text


@pytest.mark.parametrize(
    ("entry", "guid", "url"),
    [
        ("<link>/news/1</link>", None, "https://testland.example/news/1"),
        ("<link>news/1</link>", None, "https://testland.example/news/1"),
        (
            "<guid>https://testland.example/1</guid>",
            "https://testland.example/1",
            "https://testland.example/1",
        ),
        ('<guid isPermaLink="false">abc</guid><link>http://x.example/1 </link>', "abc", "http://x.example/1"),
        ("<guid>abc-123</guid>", "abc-123", ""),
        (
            "<link/><guid>https://testland.example/1</guid>",
            "https://testland.example/1",
            "https://testland.example/1",
        ),
        ("<link>javascript:alert(1)</link>", None, ""),
        ("<link>http://[</link>", None, ""),
        ("<link>https://x.example/?a=1&amp;b=2</link>", None, "https://x.example/?a=1&b=2"),
        ("<link>https://x.example/?a=1&amp;amp;b=2</link>", None, "https://x.example/?a=1&b=2"),
        ("<link><![CDATA[https://x.example/1]]></link>", None, "https://x.example/1"),
        ("<link>www.x.example/1</link>", None, "https://www.x.example/1"),
        ("<link>http://https://x.example/1</link>", None, "https://x.example/1"),
        ("<link>https:https://x.example/1</link>", None, "https://x.example/1"),
        ("<link>https://x.example/long-\n    name</link>", None, "https://x.example/long-name"),
    ],
)
def test_guids_and_links(entry: str, guid: str | None, url: str) -> None:
    parsed = only(rss(f"<title>t</title>{entry}"))
    assert (parsed.guid, parsed.url) == (guid, url)


def test_xml_base() -> None:
    entry = (ENTRY % ("t", "")).replace('href="/news/1"', 'href="news/1"')
    body = ATOM.replace("<feed ", '<feed xml:base="https://base.example/a/" ') % entry
    assert only(body).url == "https://base.example/a/news/1"


def test_rdf() -> None:
    body = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://testland.example/"><title>RDF News</title></channel>
    <item rdf:about="https://testland.example/1"><title>One</title><link>https://testland.example/1</link>
    <description>Text</description><dc:date>2026-05-05T10:00:00Z</dc:date></item></rdf:RDF>"""
    feed = parse(body)
    assert feed.title == "RDF News"
    assert feed.entries[0].guid == feed.entries[0].url == "https://testland.example/1"
    assert feed.entries[0].published_at == datetime(2026, 5, 5, 10, tzinfo=UTC)


def test_json_with_line_breaks_in_strings() -> None:
    body = (
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "Two\nlines\tof it"}]}'
    )
    assert " ".join(only(body.encode()).title_html.split()) == "Two lines of it"


def test_json_feed() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "JSON <News>",
        "language": "en",
        "home_page_url": "https://testland.example/",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [
            {"id": 7, "url": "/1", "title": "A < B", "content_html": "<p>Hi</p><script>x</script>",
             "date_published": "2026-05-05T10:00:00Z", "authors": [{"name": "Ann"}]},
            {"id": "8", "content_text": "1 < 2", "date_modified": "nonsense"},
            "not an object",
            {"id": "9", "title": "nul\0 and \ud800", "external_url": "https://x.example/"},
        ],
    }  # fmt: skip
    feed = parse(json.dumps(document), "application/feed+json")
    assert (feed.title, feed.hub_url, len(feed.entries)) == ("JSON <News>", "https://hub.example/", 3)
    first, second, third = feed.entries
    assert (first.guid, first.url) == ("7", "https://testland.example/1")
    assert (title_text(first.title_html), first.content_html) == ("A < B", "<p>Hi</p>")
    assert (title_text(second.content_html), second.published_at) == ("1 < 2", None)
    assert third.title_html == "nul and ?"


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "application/xml"),
        ("utf-8-sig", "utf-8", "application/xml"),
        ("iso-8859-1", "iso-8859-1", "application/xml"),
        ("windows-1251", "windows-1251", "text/xml"),
        ("koi8-r", "koi8-r", "application/rss+xml"),
        ("windows-1251", "", "application/xml; charset=windows-1251"),
        ("iso-8859-1", "", "application/xml"),
        ("utf-16", "utf-16", "application/xml"),
        ("utf-16-le", "utf-8", "application/xml"),
        ("utf-16-be", "", "application/xml"),
        ("utf-32", "utf-32", "application/xml"),
        ("utf-8", "", "text/html"),
        ("gb2312", "gb2312", "application/xml"),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    title = {"windows-1251": "Новости", "koi8-r": "Новости", "gb2312": "新闻"}.get(encoding, "Café")
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    body = declaration + rss(f"<title>{title}</title>").decode().partition("?>")[2]
    assert title_text(only(body.encode(encoding), content_type).title_html) == title


@pytest.mark.parametrize("before", ["\n\n", " \t", "\ufeff\n"])
def test_white_space_before_the_declaration(before: str) -> None:
    assert len(parse(before + rss(item(1)).decode()).entries) == 1


def test_truncated_document_gives_its_whole_entries() -> None:
    body = rss(item(1), item(2), item(3))
    feed = parse(body[: body.index(b"news/3</guid>") + 3])
    assert [entry.guid for entry in feed.entries] == [f"https://testland.example/news/{n}" for n in (1, 2)]
    assert "damaged" in (feed.warning or "")


@pytest.mark.parametrize("fault", [b"&nbsp;", b"\x0b", b"<b>", b"& "])
def test_slightly_damaged_xml(fault: bytes) -> None:
    feed = parse(rss(item(1, "Be@fore"), item(2)).replace(b"@", fault))
    assert len(feed.entries) == 2
    assert "damaged" in (feed.warning or "")


def test_undeclared_namespace() -> None:
    assert len(parse(rss(item(1) + "<media:thumbnail url='x'/>")).entries) == 1


def test_photograph_captions_are_no_content() -> None:
    media = (
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://x.example/i.jpg">'
        "<media:title>Photograph</media:title><media:description>A caption that is longer than the text, far"
        " longer.</media:description></media:content>"
    )
    body = rss(media + item(1, text="The text."))
    for document in (read_fast(body, "", URL), read_slowly(body, "", URL)):
        assert document is not None
        draft = document.drafts[0]
        assert (draft.content_html, draft.title_html) == ("The text.", "Story number 1")
    only_media = only(rss(f"<guid>1</guid>{media}"))
    assert "caption" in only_media.content_html


def test_content_is_sanitised() -> None:
    entry = only(rss(item(1, text="<![CDATA[<p onclick='x()'>Hi<script>alert(1)</script></p>]]>")))
    assert entry.content_html == "<p>Hi</p>"


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        + "".join(f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("bcdefghi", "cdefghij", strict=True))
        + "]>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/evil.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>',
    ],
)
def test_bombs_and_entity_tricks(body: str) -> None:
    document = rss(item(1, "&j;&a;")).decode().replace("?>", f"?>{body}", 1)
    started = time.process_time()
    feed = parse(document)
    assert time.process_time() - started < 2
    assert "root:" not in repr(feed)
    assert len(repr(feed)) < 10_000


def test_deep_nesting() -> None:
    parse(rss("<a>" * 20_000 + "</a>" * 20_000 + item(1)))


def test_ten_thousand_entries() -> None:
    def parse_entries(count: int) -> None:
        assert len(parse(bodies[count]).entries) == count

    bodies = {count: rss(*(item(number) for number in range(count))) for count in (5_000, 10_000)}
    assert least_growth(parse_entries, 5_000, runs=3) < 3


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "application/xml", "empty"),
        (b" \n", "application/xml", "empty"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "text/html", "sitrep feeds discover"),
        (b"<html><head></head></html>", "application/xml", "sitrep feeds discover"),
        (b'{"items": []}', "application/json", "JSON"),
        (b"[1, 2]", "application/json", "JSON"),
        (b'<?xml version="1.0"?><sitemap><url/></sitemap>', "application/xml", "<sitemap>"),
        (b"%PDF-1.7", "application/pdf", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "", "something unknown"),
    ],
)
def test_what_is_no_feed(body: bytes, content_type: str, reason: str) -> None:
    with pytest.raises(FeedError) as fault:
        parse_feed(body, content_type, URL)
    assert reason in str(fault.value)


def test_feed_without_entries_is_a_feed() -> None:
    assert parse(rss()).entries == ()


def _differences(
    name_of_it: str, body: bytes, content_type: str = "application/rss+xml", *, served: bool = False
) -> list[str]:
    """Where the fast reader differs from feedparser on a document that it serves; it must where `served`."""
    fast = read_fast(body, content_type, URL)
    if fast is None:
        return [f"{name_of_it}: not served"] if served else []
    slow = read_slowly(body, content_type, URL)
    if len(fast.drafts) != len(slow.drafts) or fast.feed != slow.feed:
        return [f"{name_of_it}: {len(fast.drafts)} entries, not {len(slow.drafts)}; {fast.feed} {slow.feed}"]
    differences = []
    for ours, theirs in zip(fast.drafts, slow.drafts, strict=True):
        for name in ("guid", "url", "title_html", "published_at", "updated_at", "categories", "source"):
            if getattr(ours, name) != getattr(theirs, name):
                differences.append(
                    f"{name_of_it}: {name}: {getattr(ours, name)!r}, feedparser {getattr(theirs, name)!r}"
                )
        if plain_text(ours.content_html) != plain_text(theirs.content_html):
            differences.append(f"{name_of_it}: text of {ours.guid}")
    return differences


_MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.mark.parametrize("description", ["", "<description/>", "<description> </description>"])
@pytest.mark.parametrize(
    "caption",
    ["Rain in the town.", "Ben &amp; Jerry", "Tom &amp;amp; Ann", "1 &lt; 2", "&lt;b&gt;Rain&lt;/b&gt;", ""],
)
def test_a_caption_is_for_the_fast_reader_what_it_is_for_feedparser(description: str, caption: str) -> None:
    media = f"<media:description {_MEDIA}>{caption}</media:description>"
    body = rss(f"<guid>1</guid><title>T</title>{description}{media}")
    plain = not description or "&" not in caption
    assert _differences("made up", body, served=plain) == []


@pytest.mark.parametrize("parts", ["{media}<description/>", "<description/>{media}{media}", "{media}{media}"])
def test_other_captions_are_left_to_feedparser(parts: str) -> None:
    media = f"<media:description {_MEDIA}>x &lt;y&gt; z</media:description>"
    assert _differences("made up", rss(f"<guid>1</guid><title>T</title>{parts.format(media=media)}")) == []


def test_an_author_is_no_part_of_the_entry() -> None:
    about = "<name>Ann</name><link>http://e.example/ann</link><description>Very long.</description>"
    author = f"<author>{about}</author>"
    body = rss(f"<title>A</title><link>http://e.example/1</link>{author}<description>News</description>")
    entry = only(body)
    assert (entry.url, entry.content_html) == ("http://e.example/1", "News")


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/x-rss", "binary/octet-stream"])
def test_a_charset_counts_only_for_what_has_one(kind: str) -> None:
    body = rss(item(1, "Новости")).replace(b' encoding="UTF-8"', b"")
    assert title_text(only(body, f"{kind}; charset=windows-1251").title_html) == "Новости"


@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding = "windows-1252"?>',
        '<?xml version="1.0"\nencoding="gbk"?>',
        '<?xml version="1.0" encoding="koi8-r"' + " " * 200 + "?>",
    ],
)
def test_odd_declarations_are_left_to_feedparser(declaration: str) -> None:
    body = rss(item(1, "Новости")).replace(b'<?xml version="1.0" encoding="UTF-8"?>', declaration.encode())
    assert declaration.encode() in body
    assert read_fast(body, "application/xml", URL) is None


@pytest.mark.parametrize("in_header", [False, True])
@pytest.mark.parametrize(
    "encoding",
    [
        "iso-8859-1",
        "iso-8859-15",
        "windows-1251",
        "windows-1252",
        "windows-1256",
        "koi8-r",
        "gb2312",
        "euc-jp",
    ],
)
def test_older_encodings_are_served_fast(encoding: str, in_header: bool) -> None:
    title = {"windows-1251": "Новости", "koi8-r": "Новости", "windows-1256": "أخبار", "gb2312": "新闻",
             "euc-jp": "日本"}.get(encoding, "Café")  # fmt: skip
    body = rss(item(1, title)).decode().replace("UTF-8", encoding).encode(encoding)
    content_type = f"application/xml; charset={encoding}" if in_header else "application/xml"
    assert title_text(only(body, content_type).title_html) == title
    assert _differences(encoding, body, content_type, served=True) == []


@pytest.mark.parametrize("read", [read_fast, read_slowly])
def test_categories_of_an_entry_are_read(read: Callable[[bytes, str, str], Document | None]) -> None:
    filed = "<category domain='x'>World</category><category> Opinion &amp;amp; more </category><category/>"
    media = "<media:category xmlns:media='http://search.yahoo.com/mrss/'>clips</media:category>"
    subject = "<media:keywords xmlns:media='http://search.yahoo.com/mrss/'>rain, mud</media:keywords>"
    subject += "<dc:subject xmlns:dc='http://purl.org/dc/elements/1.1/'>Syria</dc:subject>"
    document = read(rss(item(1) + filed + media + subject), "application/xml", URL)
    assert document is not None
    assert document.drafts[0].categories[0] == "World"
    assert document.drafts[0].categories[-1] == "Syria"
    assert document.drafts[0].categories[2:4] == ("rain", "mud")
    atom = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>urn:1</id><title>A</title>"
        b"<category term='analysis' label='Analysis'/><category term='world'/></entry></feed>"
    )
    document = read(atom, "application/xml", URL)
    assert document is not None
    assert document.drafts[0].categories == ("analysis", "world")


@pytest.mark.parametrize("read", [read_fast, read_slowly])
def test_the_source_of_an_aggregated_entry_is_read(
    read: Callable[[bytes, str, str], Document | None],
) -> None:
    named = "<source url='https://ornpost.example/feed'>Orn Post</source>"
    own = f"<source url='{URL}'>Testland</source>"
    document = read(rss(item(1) + named, item(2) + own, item(3)), "application/xml", URL)
    assert document is not None
    assert [draft.source for draft in document.drafts] == ["Orn Post", "", ""]


_RELATIVE = "<title>T</title><link>news/1</link><guid isPermaLink='false'>1</guid>"
_ENCLOSED = "<title>T</title><guid isPermaLink='false'>1</guid><enclosure url='/a.mp3' type='audio/mpeg'/>"
_BURNT = (
    "<title>T</title><link>https://feeds.example/~r/1</link><feedburner:origLink "
    "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/1</feedburner:origLink>"
)


@pytest.mark.parametrize("read", [read_fast, read_slowly])
@pytest.mark.parametrize(
    ("entry", "address"),
    [
        (_RELATIVE, "https://testland.example/news/1"),
        (_ENCLOSED, "https://testland.example/a.mp3"),
        (_BURNT, "https://a.example/1"),
    ],
)
def test_where_an_entry_is(
    read: Callable[[bytes, str, str], Document | None], entry: str, address: str
) -> None:
    document = read(rss(entry), "application/xml", "https://feeds.testland.example/x/rss")
    assert document is not None
    assert document.drafts[0].url == address


@pytest.mark.parametrize(
    ("feed_url", "address"),
    [
        ("https://testland.example/feeds/atom", "https://testland.example/feeds/news/1"),
        ("https://cdn.example/feeds/atom", "https://testland.example/news/1"),
    ],
)
@pytest.mark.parametrize("read", [read_fast, read_slowly])
def test_links_in_atom_are_relative_to_the_document_on_its_own_host(
    read: Callable[[bytes, str, str], Document | None], feed_url: str, address: str
) -> None:
    entry = "<entry><id>urn:1</id><title>T</title><link href='news/1'/></entry>"
    document = read((ATOM % entry).encode(), "application/xml", feed_url)
    assert document is not None
    assert document.drafts[0].url == address


_RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://testland.example/">
<title>Testland &amp; more</title><link>https://testland.example/</link><description>News</description>
<dc:language>de</dc:language><items><rdf:Seq><rdf:li rdf:resource="https://testland.example/1"/></rdf:Seq></items>
</channel><image rdf:about="https://testland.example/i"><title>Picture</title><url>https://testland.example/i</url>
<link>https://testland.example/elsewhere</link></image>%s</rdf:RDF>"""
_RDF_ITEMS = (
    "<item rdf:about='https://testland.example/1'><title>One &lt;b&gt;bold&lt;/b&gt;</title>"
    "<link>https://testland.example/1?x=1&amp;y=2</link><description>Short</description>"
    "<content:encoded><![CDATA[<p>The longer one</p>]]></content:encoded>"
    "<dc:date>2026-05-05T10:00:00+02:00</dc:date><dc:subject>World</dc:subject></item>"
    "<item rdf:about='urn:2'><title>Two</title><link>/2</link><dc:creator>Ann</dc:creator></item>"
    "<item><title>Three</title><link>https://testland.example/3</link></item>"
)
_XHTML = '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">%s</div></content>'
_FEED = (
    '<rss version="2.0"%s><channel><title>T</title><link>https://testland.example/</link>%s</channel></rss>'
)
_BASED = item(1) + "<comments>x</comments>"


@pytest.mark.parametrize(
    "body",
    [
        _RDF % _RDF_ITEMS,
        ATOM % (ENTRY % ("t", _XHTML % "<p>One &amp; <b>two</b><br/>three</p> four")),
        ATOM % (ENTRY % ("t", _XHTML % "plain <img src='x?a=1&amp;b=2' alt='a &lt; b'/>")),
        ATOM % (ENTRY % ("t", "<summary>Short</summary>" + _XHTML % "<p>A longer one</p>")),
        ATOM % (ENTRY % (_XHTML.replace("content", "x") % "a", "")),
        _FEED % (' xml:base="https://base.example/a/"', f"<item>{_BASED}</item><item>{_RELATIVE}</item>"),
        _FEED % (' xml:base="https://base.example/a/"', "<item><title>T</title><guid>news/1</guid></item>"),
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
        "'http://my.netscape.com/publish/formats/rss-0.91.dtd'>" + _FEED % ("", f"<item>{item(1)}</item>"),
        (_FEED % ("", f"<item>{item(1)}</item>")).replace("<channel>", "<meta name='robots'/><channel>"),
    ],
)
def test_what_only_feedparser_read_before_is_served_fast(body: str) -> None:
    served = "<x type" not in body
    assert _differences("it", body.encode(), served=served) == []


@pytest.mark.parametrize("read", [read_fast, read_slowly])
def test_a_link_that_is_no_alternate_is_not_where_an_entry_is(
    read: Callable[[bytes, str, str], Document | None],
) -> None:
    entry = (
        "<entry><id>N/A</id><title>T</title><link rel='alternate' type='text/html' href='/1'/>"
        "<link rel='enclosure' type='image/jpeg'>https://img.example/1.jpg</link></entry>"
    )
    document = read((ATOM % entry).encode(), "application/xml", URL)
    assert document is not None
    assert document.drafts[0].url == "https://testland.example/1"
    assert document.drafts[0].guid is None, "N/A is none"


def test_days_on_which_a_feed_rests() -> None:
    head = "<skipDays><day>Saturday</day><day>Sun</day><day>Someday</day></skipDays>"
    for read in (read_fast, read_slowly):
        document = read(rss(item(1), head=head), "application/xml", URL)
        assert document is not None
        assert document.feed.skip_days == frozenset({5, 6})


def test_a_title_of_a_json_feed_may_be_escaped() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "title": "Ben &amp; Jerry’s"}],
    }
    document = jsonfeed.read(json.dumps(feed).encode(), URL)
    assert document is not None
    assert title_text(document.drafts[0].title_html) == "Ben & Jerry’s"


def test_a_json_feed_with_a_bad_byte_is_read() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Caf@"}]}
    document = jsonfeed.read(json.dumps(feed).encode().replace(b"@", b"\xc3"), URL)
    assert document is not None
    assert document.drafts[0].title_html == "Caf\ufffd"


def test_tags_of_a_json_feed_are_its_categories() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "tags": ["Opinion", 5, None]}],
    }
    document = jsonfeed.read(json.dumps(feed).encode(), URL)
    assert document is not None
    assert document.drafts[0].categories == ("Opinion", "5")


def test_punctuation_of_windows_in_latin_1() -> None:
    body = rss(item(1, "@")).decode().replace("UTF-8", "iso-8859-1").encode().replace(b"@", b"\x93Rain\x94")
    assert title_text(only(body).title_html) == "“Rain”"
    assert _differences("latin-1", body, served=True) == []


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + rss(item(1, "Cafe")).replace(b"UTF-8", b"iso-8859-1"),
        rss(item(1, "@")).replace(b"UTF-8", b"windows-1252").replace(b"@", b"\x81"),
        rss(item(1)).replace(b"UTF-8", b"klingon"),
    ],
)
def test_contradictory_encodings_are_left_to_feedparser(body: bytes) -> None:
    assert read_fast(body, "application/xml", URL) is None
    assert len(parse(body).entries) == 1


def test_fast_reader_never_differs_from_feedparser(data_folder: Path) -> None:
    folder = data_folder / "feeds"
    documents = [
        path for part in ("snapshots", "awkward") for path in (folder / part).rglob("*") if path.is_file()
    ]
    documents += [path for part in (folder / "sequences").iterdir() for path in sorted(part.iterdir())[::12]]
    assert len(documents) > 50
    assert [line for path in documents for line in _differences(path.name, path.read_bytes())] == []
    served = sum(read_fast(path.read_bytes(), "", URL) is not None for path in documents)
    assert served > 0.9 * len(documents), "nearly all documents are served fast"
