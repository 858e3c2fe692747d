"""One event told in several languages is one story; look-alikes stay apart; no translation buzzes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import EffectKind
from bot.news.across.evidence import trace
from bot.news.across.rarity import MOST_RECENT, Rarity
from bot.news.developments.decide import effect_of
from bot.news.developments.effect import Telling, telling_of
from bot.news.developments.report_view import ReportView
from bot.news.places.scenes import Scene
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
FERRY = {
    "en": (
        "Ferry sinks off Latakia, 31 drown",
        "At least 31 people drowned off Latakia, Syria, police said.",
    ),
    "ar": ("غرق عبارة قبالة اللاذقية", "لقي 31 شخصاً حتفهم في غرق عبارة قبالة اللاذقية السورية، قالت الشرطة."),
    "tr": (
        "Lazkiye açıklarında feribot battı: 31 ölü",
        "Suriye'nin Lazkiye kentinde batan feribotta 31 kişi öldü.",
    ),
    "ru": ("У берегов Латакии затонул паром", "Паром затонул у сирийской Латакии, погиб 31 человек."),
    "fr": ("Syrie : un ferry coule près de Lattaquié, 31 morts", "Il y avait 80 personnes à bord du ferry."),
}
QUAKES = {
    "en": ("Quake of 5.3 shakes Malatya", "A quake of 5.3 struck Malatya, Turkey, on Tuesday."),
    "tr": ("Malatya'da 5,3 büyüklüğünde deprem", "Malatya'da sabah 5,3 büyüklüğünde deprem oldu."),
}
AGAIN = ("Malatya 4,7 ile sallandı", "Malatya'da 4,7 büyüklüğünde ikinci deprem oldu.")


def placed(*reports: tuple[str, tuple[str, str]], hours: float = 1.0) -> list[int | str]:
    """The stories of reports of so many hours apart: (language, (title, text))."""
    index = StoryIndex()
    return [
        index.place(
            Report(number, *words, f"Paper {number}", NOON + timedelta(hours=hours * number), language)
        ).story_id
        for number, (language, words) in enumerate(reports)
    ]


@pytest.mark.parametrize("first", FERRY)
def test_one_event_is_one_story_whichever_language_tells_it_first(first: str) -> None:
    order = [first, *(language for language in FERRY if language != first)]
    assert placed(*((language, FERRY[language]) for language in order)) == [0] * len(FERRY)


def test_two_things_in_one_town_in_one_hour_are_two_stories() -> None:
    day = [
        ("ar", ("افتتاح مدرسة للبنات في الرقة", "استقبلت المدرسة تلميذاتها صباح اليوم بعد ترميمها.")),
        ("ku", ("Karkerên şaredariya Reqayê grev kirin", "Karkerên paqijiyê dest ji kar berdan.")),
        ("fr", ("Raqqa : un berger tué par une mine", "La mine datait des combats, au nord de Raqqa.")),
        ("ru", ("В Ракке открылась выставка", "Музей Ракки показывает керамику из старого города.")),
        (
            "de",
            ("Streik der Müllabfuhr in Rakka", "In der Stadt streiken die Arbeiter der Reinigung."),
        ),
    ]
    assert placed(*day, hours=0.5) == [0, 1, 2, 3, 1]


def test_a_town_alone_makes_no_story_though_one_of_two_subjects_is_unknown() -> None:
    drawn = ("Lattaquié accueille les fusains d'un peintre", "Quarante dessins sont exposés au port.")
    burnt = ("Brand in Lagerhalle in Latakia: drei Feuerwehrleute verletzt", "Die Halle lag am Hafen.")
    assert placed(("fr", drawn), ("de", burnt), hours=0.2) == [0, 1]


def test_what_came_of_an_event_joins_the_story_that_tells_it_in_another_language() -> None:
    bomb = (
        "Car bomb kills six in Raqqa market",
        "A car bomb killed six people in Raqqa on Monday.",
    )
    raid = (
        "Rakka pazar saldırısının üç zanlısı Kerama'da öldürüldü",
        "Suriye'de Rakka'nın doğusundaki Kerama'da bir eve baskında 3 şüpheli öldürüldü, 14 silah bulundu.",
    )
    came = (
        "Police kill three suspects of Raqqa market bombing",
        "Police shot dead three suspects in a house in Karama, east of Raqqa, and found 14 guns.",
    )
    index = StoryIndex()
    told = [("en", bomb, 0), ("tr", raid, 60), ("en", came, 61)]
    stories = [
        index.place(Report(n, *words, f"Paper {n}", NOON + timedelta(hours=hours), language)).story_id
        for n, (language, words, hours) in enumerate(told)
    ]
    assert stories == [0, 1, 1]


def test_a_second_report_in_english_joins_the_story_that_others_joined_too() -> None:
    again = (
        "Thirty-one drown as ferry sinks off Latakia",
        "A ferry sank off Latakia in Syria, and 31 people drowned.",
    )
    reports = [
        ("en", FERRY["en"]),
        *((lang, FERRY[lang]) for lang in ("ar", "tr", "ru", "fr")),
        ("en", again),
    ]
    assert placed(*reports) == [0] * len(reports)


def test_another_quake_at_the_same_place_is_another_story() -> None:
    assert placed(("en", QUAKES["en"]), ("tr", QUAKES["tr"]), ("tr", AGAIN)) == [0, 0, 2]


def test_the_same_figure_elsewhere_is_another_story() -> None:
    dam = ("انهيار سد في درنة الليبية", "لقي 31 شخصاً حتفهم في انهيار سد قرب درنة في ليبيا.")
    assert placed(("en", FERRY["en"]), ("ar", dam)) == [0, 1]


def test_days_later_it_is_another_story() -> None:
    assert placed(("en", FERRY["en"]), ("ar", FERRY["ar"]), hours=60) == [0, 1]


def test_two_reports_in_english_are_judged_by_their_words_alone() -> None:
    other = ("Latakia port strike enters 31st day", "Dockers in Latakia, Syria, struck for the 31st day.")
    assert placed(("en", FERRY["en"]), ("en", other)) == [0, 1]


def test_a_story_in_another_language_that_was_closed_takes_nothing() -> None:
    index = StoryIndex(timedelta(hours=10))
    index.place(Report(0, *FERRY["en"], "Paper", NOON, "en"))
    index.expire(NOON + timedelta(hours=11))
    placement = index.place(Report(1, *FERRY["ar"], "Paper", NOON + timedelta(hours=11), "ar"))
    assert placement.founded


def view(number: int, language: str) -> ReportView:
    title, text = FERRY[language]
    return ReportView(
        article_id=number,
        publisher=f"Paper {number}",
        title=title,
        text=text,
        language=language,
        published_at=NOON,
        copy_of=None,
    )


@pytest.mark.parametrize(("first", "second"), [("ar", "en"), ("en", "ar"), ("tr", "fr")])
def test_the_first_report_in_another_language_edits_silently(first: str, second: str) -> None:
    effect = effect_of(view(1, second), [view(0, first)])
    assert effect.kind is EffectKind.CONFIRMS
    assert telling_of(effect) is Telling.EDIT


def test_dates_in_the_far_future_hold_no_memory() -> None:
    rarity = Rarity()
    for day in (8000, *range(5)):
        at = NOON + timedelta(days=day)
        rarity.add((), at)
    assert rarity.traffic() <= MOST_RECENT


@pytest.mark.parametrize("length", [2000])
def test_endless_words_are_read_in_part(length: int) -> None:
    for word in ("م" * length, "Ж" * length, "9" * length, "A-" * length):
        seen = trace(word, word, "en", Scene(), None)
        assert all(len(bones) <= 40 for bones in seen.names)
