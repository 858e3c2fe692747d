"""Texts in the language of a chat: values, plurals, times, and the direction of what is put in."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from babel import localedata

from bot.demo.standin.entities import parse_html
from bot.messages.speech.languages import LANGUAGES
from bot.messages.speech.say import END_ISOLATE, ENGLISH, ISOLATE, load_languages, say_in, utc_offset

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
AT = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)


def test_a_text_without_a_translation_stays_english() -> None:
    assert say_in("tr")("A text that nobody translated: {number}", number=3).endswith(": 3")
    assert say_in("xx")("Digest") == "Digest"


def test_values_are_put_in_by_name() -> None:
    assert ENGLISH("You now follow {topic}.", topic="<b>Raqqa {x}</b>") == "You now follow <b>Raqqa {x}</b>."
    assert "Raqqa" in say_in("tr")("You now follow {topic}.", topic="Raqqa")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "0 stories", 1: "1 story", 2: "2 stories"}),
        ("ru", {1: "1 событие", 2: "2 события", 5: "5 событий", 11: "11 событий", 21: "21 событие"}),
        ("ar", {1: "خبر واحد", 2: "خبران", 3: "⁨3⁩ أخبار", 11: "⁨11⁩ خبرًا", 100: "⁨100⁩ خبر"}),
        ("fr", {0: "0 événement", 1: "1 événement", 2: "2 événements"}),
        ("tr", {1: "1 olay", 9: "9 olay"}),
    ],
)
def test_counts_follow_the_plural_rules_of_the_language(language: str, forms: dict[int, str]) -> None:
    say = say_in(language)
    for number, form in forms.items():
        assert say.plural("{number} story", "{number} stories", number) == form


def test_in_a_language_from_right_to_left_values_keep_their_own_direction() -> None:
    say = say_in("ar")
    text = say("Quiet hours: {hours} ({zone}). Alerts held then come in one message afterwards.",
               hours="22:00-07:00", zone="Asia/Damascus")  # fmt: skip
    assert f"{ISOLATE}22:00-07:00{END_ISOLATE}" in text
    assert f"{ISOLATE}Asia/Damascus{END_ISOLATE}" in text
    assert say.isolated(say.isolated("Wire One")) == f"{ISOLATE}Wire One{END_ISOLATE}"
    nested = say.isolated(f"{say.isolated('A')} and {say.isolated('B')}")
    assert nested.count(ISOLATE) == 3
    assert say.isolated(nested) == nested
    assert say.isolated("") == ""


def test_in_a_language_from_left_to_right_only_what_runs_the_other_way_is_isolated() -> None:
    assert ENGLISH("You now follow {topic}.", topic="Raqqa") == "You now follow Raqqa."
    assert ENGLISH("You now follow {topic}.", topic="الرقة") == "You now follow \u2068الرقة\u2069."


@pytest.mark.parametrize(
    ("language", "listed"), [("en", "a, b, c"), ("ku", "a, b, c"), ("ar", "a، b، c"), ("fa", "a، b، c")]
)
def test_lists_have_the_comma_of_the_script(language: str, listed: str) -> None:
    assert say_in(language).listed(iter("abc")) == listed


def test_commands_in_a_language_from_right_to_left_are_isolated_outside_their_markup() -> None:
    text = say_in("fa")(
        "For how long? Try <code>/mute 2h</code>, <code>/mute 1d</code> or <code>/mute off</code>."
    )
    assert f"{ISOLATE}<code>/mute 2h</code>{END_ISOLATE}" in text
    assert f"{ISOLATE}/latest{END_ISOLATE}" in say_in("ar")(
        "You already follow {topic}. Try /latest.", topic="A"
    )
    assert ISOLATE not in say_in("de")("You already follow {topic}. Try /latest.", topic="A")


def test_hours_and_commands_with_values_are_isolated_whole() -> None:
    say = say_in("ar")
    assert say("Set quiet hours: 22:00-07:00").endswith(f"{ISOLATE}22:00-07:00{END_ISOLATE}")
    assert say("Stop alerts on a topic, or all: /pause TOPIC").endswith(f"{ISOLATE}/pause TOPIC{END_ISOLATE}")
    stop = say(
        "/pause stops all alerts until /resume; /mute 2h stops them for a while and gathers them; "
        "/unsubscribe leaves a topic; /forget deletes everything stored about this chat."
    )
    assert f"{ISOLATE}/mute 2h{END_ISOLATE}" in stop


def test_isolates_are_closed_in_their_order() -> None:
    for language in ("ar", "fa"):
        text = say_in(language)("There is no command {typed}. Did you mean {meant}?", typed="/x", meant="/y")
        assert [c for c in text if c in (ISOLATE, END_ISOLATE)] == [ISOLATE, END_ISOLATE] * 2


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC", "UTC"),
        ("Asia/Damascus", "UTC+3"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC-3:30"),
    ],
)
def test_the_text_of_a_time_names_the_offset_of_the_chat(zone: str, offset: str) -> None:
    text, (entity,) = parse_html(say_in("en", zone).moment(AT, NOW))
    assert text.endswith(f" {offset}")
    assert (entity.type, entity.unix_time, entity.date_time_format) == ("date_time", int(AT.timestamp()), "t")
    assert utc_offset(AT) == "UTC"


def test_today_is_today_in_the_zone_of_the_chat() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert "4 Mar" not in say_in("en", "UTC").moment(AT, late)
    assert "4 Mar, 16:05 UTC+2" in say_in("en", "Europe/Helsinki").moment(AT, late)
    assert 'format="dt"' in say_in("en", "Europe/Helsinki").moment(AT, late)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Wed 4 Mar"),
        ("ar", "الأربعاء، 4 مارس"),
        ("ru", "ср, 4 мар."),
        ("tr", "4 Mar Çar"),
        ("de", "Mi., 4. März"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language: str, day: str) -> None:
    written = say_in(language).day(date(2026, 3, 4), weekday=True)
    assert unicodedata.normalize("NFKC", written) == unicodedata.normalize("NFKC", day)


def test_of_the_calendars_only_what_is_shown_is_kept() -> None:
    load_languages()
    for language in LANGUAGES:
        assert "unit_patterns" not in localedata.load(language)
        assert {"months", "days", "languages", "territories", "time_zones"} <= localedata.load(
            language
        ).keys()
    assert say_in("de").day(date(2026, 3, 4), weekday=True, year=True) == "Mi., 4. März 2026"
