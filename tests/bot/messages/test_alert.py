"""What an alert looks like, and that Telegram takes it whatever the publishers write."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.standin.entities import parse_html, utf16_length
from bot.messages.alert import render_alert, sources_line
from bot.messages.callback import pack, unpack
from bot.messages.digest import ListedStory, render_digest, render_story_list
from bot.messages.markup import MESSAGE_UNITS, shorten, units, web_link
from bot.messages.speech.say import ENGLISH, say_in
from bot.messages.voices import numbers, voices
from bot.model import Alert, Difference, Fact, Source, SourcedFact, Story

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
AT = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)


def source(number: int, publisher: str, copy_of: int | None = None, dated: bool = True) -> Source:
    return Source(
        number, publisher, f"https://{number}.example.com/a", f"Title {number}", AT, dated, copy_of=copy_of
    )


def fact(text: str, article: int = 1, whole: str | None = None, note: str = "") -> SourcedFact:
    said = whole or text
    return SourcedFact(Fact(text, said, 40, 40 + len(said)), article, note=note)


def story(sources: Sequence[Source], facts: Sequence[SourcedFact] = (), **more: object) -> Story:
    fields: dict[str, object] = {"id": 7, "headline": "Bridge in Harun falls", "last_report_at": AT, **more}
    return Story(sources=tuple(sources), facts=tuple(facts), **fields)  # type: ignore[arg-type]


def shown(alert: Alert) -> str:
    text, _ = parse_html(alert.html)
    assert utf16_length(text) <= MESSAGE_UNITS
    return text


def labels(alert: Alert) -> list[str]:
    return [button.text for row in alert.buttons for button in row]


def test_an_alert_of_several_publishers_cites_each_fact() -> None:
    reported = story(
        [source(1, "Harbour Post"), source(2, "Delta Wire")],
        [fact("The bridge fell at dawn."), fact("Two trucks were on it.", 2)],
    )
    alert = render_alert(reported, ["Bridges", "Harun"], now=NOW)
    assert shown(alert) == (
        "Bridges · Harun\nBridge in Harun falls\n\n"
        "• The bridge fell at dawn. [1]\n• Two trucks were on it. [2]\n\n"
        "Sources\n[1] Harbour Post: “The bridge fell at dawn.”\n[2] Delta Wire: “Two trucks were on it.”\n\n"
        "2 publishers: Harbour Post [1] · Delta Wire [2] · 14:05 UTC"
    )
    assert "<b>Bridge in Harun falls</b>" in alert.html
    assert '<a href="https://2.example.com/a">[2]</a>' in alert.html
    assert labels(alert) == ["Read", "Cite", "Why this?", "Mute story", "Not relevant"]
    assert alert.buttons[0][0].url == "https://1.example.com/a"


def test_each_fact_shows_its_sentence_in_a_quotation_that_expands() -> None:
    trimmed = fact("Two trucks were on it.", 2, whole="Meanwhile, two trucks were on it, the <mayor> said.")
    reported = story(
        [source(1, "Harbour Post"), source(2, "Delta Wire")], [fact("It fell."), trimmed, trimmed]
    )
    alert = render_alert(reported, [], now=NOW)
    text, entities = parse_html(alert.html)
    (quoted,) = [entity for entity in entities if entity.type == "expandable_blockquote"]
    assert text[quoted.offset : quoted.offset + quoted.length] == (
        "Sources\n[1] Harbour Post: “It fell.”\n"
        "[2] Delta Wire: “Meanwhile, two trucks were on it, the <mayor> said.”"
    )
    assert '<a href="https://2.example.com/a">Delta Wire</a>: “Meanwhile' in alert.html


def test_a_fact_in_new_words_shows_the_sentence_that_it_comes_from() -> None:
    whole = "Meanwhile, the bridge fell at dawn, the mayor said."
    rephrased = replace(fact("The bridge fell.", whole=whole), extract_text="the bridge fell at dawn")
    assert f"A: “{whole}”" in shown(render_alert(story([source(1, "A")], [rephrased]), [], now=NOW))


def test_a_long_alert_loses_quotations_before_facts() -> None:
    facts = [fact(f"Fact {n}.", whole=f"Fact {n}. {'word ' * 80}end {n}.") for n in range(4)]
    names = [f"Topic {n} {'x' * 60}" for n in range(4)]
    differences = [Difference(f"Label {n}", (("1" * 39, "A" * 39), ("2" * 39, "B" * 39))) for n in range(4)]
    long = story(
        [source(n, f"{n} {'P' * 50}") for n in range(1, 9)],
        [replace(one, fact=replace(one.fact, text=one.fact.source)) for one in facts],
        headline="Head " * 70, differences=tuple(differences),
    )  # fmt: skip
    text = shown(render_alert(long, names, now=NOW))
    assert text.count("\n• Fact ") == 4
    assert 0 < text.count(": “Fact ") < 4


def test_a_report_is_cited_with_title_publisher_date_and_address() -> None:
    alert = render_alert(story([source(1, "Harbour Post")], [fact("It fell.")]), [], now=NOW)
    (cite,) = [button for row in alert.buttons for button in row if button.text == "Cite"]
    assert cite.copy == "“Title 1”, Harbour Post, 4 Mar 2026. https://1.example.com/a"
    known = {150: "“Title", 215: "Harbour Post, 4 Mar 2026. http", 240: "http", 260: ""}
    for length, begins in known.items():
        url = "https://example.com/".ljust(length, "a")
        long = replace(source(1, "Harbour Post"), url=url, title="Title " * 40)
        alert = render_alert(story([long]), [], now=NOW)
        copied = [button.copy for row in alert.buttons for button in row if button.copy]
        assert [text.startswith(begins) and text.endswith(url) for text in copied] == [True] * bool(begins)


def test_times_are_shown_in_the_reader_zone_and_as_text_in_that_of_the_chat() -> None:
    say = say_in("en", "Asia/Damascus")
    html = render_alert(story([source(1, "A")]), [], now=NOW, say=say).html
    assert html.endswith('<tg-time unix="1772633100" format="t">17:05 UTC+3</tg-time>')
    late = NOW.replace(day=5, hour=22)
    html = render_alert(story([source(1, "A")]), [], now=late, say=say).html
    assert html.endswith('<tg-time unix="1772633100" format="dt">4 Mar, 17:05 UTC+3</tg-time>')
    ((kind, unix, form),) = [
        (entity.type, entity.unix_time, entity.date_time_format)
        for entity in parse_html(html)[1]
        if entity.type == "date_time"
    ]
    assert (kind, unix, form) == ("date_time", int(AT.timestamp()), "dt")


def test_an_edited_report_shows_when_it_was_edited() -> None:
    edited = replace(source(1, "A"), published_at=AT - timedelta(hours=5), edited_at=AT)
    for update in (False, True):
        assert shown(render_alert(story([edited]), [], now=NOW, update=update)).endswith("A · 14:05 UTC")


def test_one_publisher_is_unconfirmed_and_needs_no_numbers() -> None:
    text = shown(render_alert(story([source(1, "Harbour Post")], [fact("It fell.")]), [], now=NOW))
    assert text == (
        "Bridge in Harun falls\n\n• It fell.\n\nSources\nHarbour Post: “It fell.”\n\n"
        "1 publisher, unconfirmed: Harbour Post · 14:05 UTC"
    )


def test_copies_are_carriers_not_voices() -> None:
    sources = [source(1, "Delta Wire"), *(source(n, f"Paper {n}", copy_of=1) for n in range(2, 12))]
    text = shown(render_alert(story(sources, [fact("It fell.", 5)]), [], now=NOW))
    assert text.endswith("1 publisher, unconfirmed: Delta Wire, carried by 10 · 14:05 UTC")
    assert "[1]" not in text


def test_a_publisher_with_words_of_its_own_is_no_carrier() -> None:
    sources = [source(1, "Delta Wire"), source(2, "Harbour Post", copy_of=1), source(3, "Harbour Post")]
    text = shown(render_alert(story(sources), [], now=NOW))
    assert "2 publishers: Delta Wire [1] · Harbour Post [2]" in text


def test_copies_that_point_at_each_other_do_no_harm() -> None:
    sources = [source(1, "A", copy_of=2), source(2, "B", copy_of=1), source(3, "C", copy_of=99)]
    assert "3 publishers" in shown(render_alert(story(sources), [], now=NOW))


def test_two_desks_of_a_house_are_one_voice() -> None:
    desks = [
        replace(source(number, name), feed_url=f"https://{host}/feed")
        for number, (name, host) in enumerate(
            (
                ("Harbour Post", "world.harbour-post.com"),
                ("Harbour Evening", "evening.harbour-post.com"),
                ("harbour evening", "feeds.feedburner.com"),
                ("Delta Wire", "feeds.feedburner.com"),
            ),
            1,
        )
    ]
    heard = voices(desks)
    assert [voice.publisher for voice in heard] == ["Harbour Post", "Delta Wire"]
    assert numbers(desks) == {1: 1, 2: 1, 3: 1, 4: 2}
    assert "1 publisher, unconfirmed: Harbour Post" in shown(render_alert(story(desks[:3]), [], now=NOW))


def test_many_publishers_are_counted_but_not_all_named() -> None:
    text = shown(render_alert(story([source(n, f"P{n}") for n in range(1, 41)]), [], now=NOW))
    assert "40 publishers: P1 [1]" in text
    assert "and 34 more" in text


def test_an_update_says_so_and_what_it_corrects() -> None:
    news = story([source(1, "A"), source(2, "A")], [fact("15 died.", 2, note="now 15 (earlier 12)")])
    alert = render_alert(news, ["Harun"], now=NOW, update=True)
    assert alert.buttons[0][0].url == "https://2.example.com/a"
    text = shown(alert)
    assert text.startswith("UPDATE · Harun\nBridge in Harun falls\n\n• 15 died. — now 15 (earlier 12)")


def test_figures_that_differ_stand_side_by_side() -> None:
    found = Difference("Killed", (("12", "Reuters"), ("15", "SANA"), ("12", "AFP"), ("12", "AP")))
    alike = Difference("Hurt", (("9", "Reuters"), ("9", "SANA")))
    text = shown(render_alert(story([source(1, "A")], differences=(found, alike)), [], now=NOW))
    assert "\nKilled: 12 (Reuters, AFP and 1 more), 15 (SANA)\n1 publisher" in text
    assert "Hurt" not in text


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (AT, "14:05 UTC"),
        (AT - timedelta(days=1), "3 Mar, 14:05 UTC"),
        (AT.replace(year=2021), "4 Mar 2021, 14:05 UTC"),
    ],
)
def test_a_time_says_its_date_when_that_is_not_today(at: datetime, said: str) -> None:
    assert shown(Alert(ENGLISH.moment(at, NOW))) == said


def test_an_article_without_a_date_says_so() -> None:
    text = shown(render_alert(story([source(1, "A", dated=False)]), [], now=NOW))
    assert text.endswith("A · undated, first seen 14:05 UTC")


def test_a_bullet_that_is_not_grounded_gives_way_to_its_source() -> None:
    invented = fact("Ten were killed.", whole="The mayor denied that ten were killed.")
    assert "• The mayor denied that ten were killed." in shown(
        render_alert(story([source(1, "A")], [invented]), [], now=NOW)
    )


def test_a_bullet_without_a_short_source_is_left_out() -> None:
    invented = fact("Ten were killed.", whole="No one was hurt, the mayor said, " * 20)
    text = shown(render_alert(story([source(1, "A")], [invented, invented]), [], now=NOW))
    assert text == "Bridge in Harun falls\n\n1 publisher, unconfirmed: A · 14:05 UTC"


def test_html_in_a_title_arrives_intact() -> None:
    hostile = 'A <b> & "C" &amp; </a><script>'
    assert hostile in shown(render_alert(story([source(1, "A")], headline=hostile), [hostile], now=NOW))


def test_an_alert_says_four_facts_and_every_topic_gets_a_word() -> None:
    facts = [
        SourcedFact(Fact(f"{topic} {n}.", f"{topic} {n}.", 0, 8), 1, topic)
        for topic in "ab"
        for n in range(4)
    ]
    text = shown(render_alert(story([source(1, "A")], facts), [], now=NOW))
    assert [line for line in text.split("\n") if line[0:1] == "•"] == ["• a 0.", "• a 1.", "• b 0.", "• b 1."]


def test_a_long_alert_loses_whole_bullets_only() -> None:
    facts = [fact(f"Line {n}: {'word ' * 40}end.") for n in range(40)]
    text = shown(render_alert(story([source(1, "A")], facts), [], now=NOW, update=True))
    bullets = [line for line in text.split("\n") if line.startswith("•")]
    assert 10 < len(bullets) < 40
    assert all(line.endswith("end.") for line in bullets)
    assert text.endswith("14:05 UTC")


def test_a_story_without_a_headline_borrows_a_title() -> None:
    assert shown(render_alert(story([source(1, "A")], headline=" \u200b"), [], now=NOW)).startswith("Title 1")


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://example.com/a?b=1&c=2", True),
        ("HTTP://EXAMPLE.COM", True),
        ("https://пример.рф/х", True),
        ("http://127.0.0.1:8080/x", True),
        ("https://[2001:db8::1]/x", True),
        ("javascript:alert(1)", False),
        ("tg://resolve?domain=x", False),
        ("//example.com", False),
        ("https://localhost/x", False),
        ("https://user:secret@example.com", False),
        ("https://example.com:port/", False),
        ("https://exa mple.com", False),
        ("https://[::1", False),
        ("https://example.com/" + "a" * 2048, False),
        ("", False),
    ],
)
def test_only_what_telegram_takes_becomes_a_link(url: str, good: bool) -> None:
    assert (web_link(url) is not None) == good
    bare = Source(1, "A", url, "T", AT)
    assert ("Read" in labels(render_alert(story([bare]), [], now=NOW))) == good


def test_shortening_stops_after_a_sentence_else_between_words() -> None:
    assert shorten("One is here. Two is here. Three is there.", 30) == "One is here. Two is here."
    assert shorten("One two three four five", 12) == "One two…"
    assert shorten("a" * 50, 10) == "aaaaaaaaa…"
    assert shorten("It costs 3.14159265 and so on and on", 14) == "It costs…"
    assert shorten("🛰" * 10, 8) == "🛰🛰🛰…"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(2, 200))
def test_shortened_text_fits_and_can_be_sent(text: str, most: int) -> None:
    short = shorten(text, most)
    short.encode()
    assert utf16_length(short) <= most


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=8, alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters=":")),
    st.integers(0, 10**15),
)
def test_the_data_of_a_button_is_read_back(word: str, number: int) -> None:
    press = unpack(pack("why", number, word))
    assert (press.action, press.number(0), press.text(1)) == ("why", number, word)


@pytest.mark.parametrize("arguments", [("a" * 64,), ("a:b",), ("é",), ("\x00",)])
def test_data_that_telegram_would_refuse_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="is not valid button data"):
        pack("why", *arguments)


def test_forged_data_has_no_number() -> None:
    assert [unpack(data).number(0) for data in ("why", "why:", "why:-1", "why:٣", "why:" + "9" * 30)] == [
        None
    ] * 5


TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(max_size=3).map(lambda text: text * 900),
    st.text(alphabet="<>&\"'/ab .;#\ud83d\U0001f6f0\u202e\n", max_size=60),
)
SOURCES = st.builds(
    Source,
    st.integers(1, 6),
    TEXTS,
    st.one_of(TEXTS, st.just("https://example.com/?a=1&b='2'")),
    TEXTS,
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.booleans(),
    st.one_of(st.none(), st.integers(1, 6)),
)
FACTS = st.builds(
    lambda text, whole, article, note: fact(text, article, whole, note),
    TEXTS,
    TEXTS,
    st.integers(1, 8),
    TEXTS,
)
DIFFERENCES = st.builds(Difference, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=6).map(tuple))
STORIES = st.builds(
    Story,
    st.integers(1, 10**12),
    TEXTS,
    st.lists(SOURCES, max_size=9, unique_by=lambda one: one.article_id).map(tuple),
    st.lists(FACTS, max_size=8).map(tuple),
    st.just(AT),
    st.lists(DIFFERENCES, max_size=5).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(STORIES, st.lists(TEXTS, max_size=6), st.booleans())
def test_whatever_is_written_the_alert_parses_and_fits(told: Story, names: list[str], update: bool) -> None:
    alert = render_alert(told, names, now=NOW, update=update)
    text = shown(alert)
    assert text
    assert units(alert.html) >= utf16_length(text)
    for row in alert.buttons:
        for button in row:
            assert [button.url, button.data, button.copy].count(None) == 2
            assert button.copy is None or 0 < utf16_length(button.copy) <= 256


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.builds(ListedStory, STORIES, st.lists(TEXTS, max_size=3).map(tuple), st.booleans()), max_size=12
    ),
    TEXTS,
)
def test_whatever_is_written_lists_parse_and_fit(told: list[ListedStory], title: str) -> None:
    digest = render_digest(told, now=NOW, title=title)
    assert bool(digest) == bool(told)
    for message in [
        *digest,
        render_story_list(told, title=title, now=NOW, empty=title or "Nothing", note=title),
    ]:
        shown(message)


def test_a_digest_tells_the_ten_most_corroborated_first() -> None:
    both = ListedStory(story([source(1, "A"), source(2, "B")], [fact("It fell.")], headline="Both"))
    lone = [ListedStory(story([source(1, "A")], [fact("It fell.")], headline=f"Lone {n}")) for n in range(20)]
    pages = render_digest([*lone, both], now=NOW, lines=["And 9 more"])
    texts = [shown(page) for page in pages]
    assert texts[0].startswith("Digest · 21 stories\n\n1. Both\n• It fell. [1]\n")
    assert texts[0].endswith("\n\nAnd 9 more")
    assert [text.count("• It fell.") for text in texts] == [10, 10, 1]
    assert texts[2].startswith("Digest · 21 stories\n\n21. Lone 19\n")
    assert [labels(page) for page in pages] == [["Older ›"], ["‹ Newer", "Older ›"], ["‹ Newer"]]
    assert [button.data for row in pages[1].buttons for button in row] == ["digest:0", "digest:2"]


def test_a_crowded_digest_gives_up_facts_before_stories() -> None:
    long = [fact(f"Sentence {n} is {'very ' * 40}long.") for n in range(3)]
    told = [ListedStory(story([source(1, "A")], long, headline=f"Story {n}")) for n in range(12)]
    first, second = (shown(page) for page in render_digest(told, now=NOW))
    assert [first.count(f"Sentence {n}") for n in range(3)] == [10, 0, 0]
    assert [second.count(f"Sentence {n}") for n in range(3)] == [2, 2, 0]
    names = [ListedStory(one.story, ("Topic " * 30,) * 9) for one in told]
    crowded = [
        replace(entry, story=replace(entry.story, headline="Head " * 80, sources=tuple(
            source(n, f"{n} {'Publisher ' * 9}") for n in range(9)
        ))) for entry in names
    ]  # fmt: skip
    assert sum(shown(page).count("and 6 more") for page in render_digest(crowded, now=NOW)) == 12


def test_a_page_of_stories_shows_what_is_new() -> None:
    told = ListedStory(story([source(1, "A")], [fact("It fell.")]), ("Harun",), new=True)
    text = shown(render_story_list([told], title="Harun", now=NOW, empty="Nothing.", note="1 of 3"))
    assert text == (
        "Harun\n\n🆕 Bridge in Harun falls\n• It fell.\n"
        "Harun · 1 publisher, unconfirmed: A · 14:05 UTC\n\n1 of 3"
    )
    assert shown(render_story_list([], title="Harun", now=NOW, empty="Nothing.")) == "Harun\n\nNothing."


def test_a_crowded_page_gives_up_facts_alike() -> None:
    facts = [fact(f"Sentence {n} is {'very ' * 100}long.") for n in range(4)]
    told = [ListedStory(story([source(1, "A")], facts, headline=f"Story {n}")) for n in range(5)]
    text = shown(render_story_list(told, title="Latest", now=NOW, empty=""))
    assert [text.count(f"Sentence {n} ") for n in range(4)] == [5, 0, 0, 0]


def test_only_news_confirms_and_who_denies_is_named() -> None:
    wire = Source(1, "Wire One", "https://one.example/1", "Blast in Sarande", NOW)
    column = Source(2, "Bay Post", "https://bay.example/1", "What we know of the blast", NOW, kind="analysis")
    denial = Source(3, "Gulf Daily", "https://gulf.example/1", "Navy denies", NOW, denier="Navy")
    alone = Story(1, "Blast in Sarande", (wire, column), (), NOW)
    assert "1 publisher, unconfirmed: Wire One" in sources_line(alone, NOW)
    assert "denied by Navy (Gulf Daily)" in sources_line(replace(alone, sources=(wire, denial)), NOW)


@pytest.mark.parametrize(
    ("kinds", "mark"),
    [
        (("analysis", "opinion"), "Analysis · Harun"),
        (("analysis", "live"), "Live · Harun"),
        (("live", "news"), "Harun"),
    ],
)
def test_a_story_without_news_says_what_it_is(kinds: tuple[str, str], mark: str) -> None:
    reports = [replace(source(number, "A"), kind=kind) for number, kind in enumerate(kinds, 1)]
    assert shown(render_alert(story(reports), ["Harun"], now=NOW)).split("\n")[0] == mark
