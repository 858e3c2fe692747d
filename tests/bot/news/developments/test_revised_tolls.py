"""A toll that any language says is lower is news once, whoever says it first."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from bot.model import Effect, EffectKind
from bot.news.developments.decide import effect_of
from bot.news.developments.effect import TELLING, Telling
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
FIRE = "A fire in a hotel in Batumi killed 31 people on Tuesday, the fire service said. 12 people were hurt."
LOWER = {
    "ar": "تراجع حصيلة قتلى حريق فندق باتومي إلى 28",
    "de": "Hotelbrand in Batumi: Zahl der Toten auf 28 gesenkt",
    "es": "Baja a 28 la cifra de muertos por el incendio de un hotel en Batumi",
    "fa": "شمار جان‌باختگان آتش‌سوزی هتل در باتومی به ۲۸ نفر اصلاح شد",
    "fr": "Incendie d'un hôtel à Batoumi : le bilan ramené à 28 morts",
    "he": "מספר ההרוגים בשריפה במלון בבטומי עודכן ל-28",
    "ku": "Hejmara miriyan di şewata otêla Batûmê de daket 28an",
    "ru": "Пожар в отеле Батуми: погибли не 31, а 28 человек",
    "tr": "Batum'daki otel yangınında ölü sayısı 28'e düştü",
    "uk": "Кількість загиблих унаслідок пожежі в готелі Батумі зменшено до 28",
    "zh": "巴统酒店火灾死亡人数从31人降至28人",
}


def view(title: str, language: str = "en", minutes: int = 0, text: str = "", paper: str = "") -> ReportView:
    at = NOON + timedelta(minutes=minutes)
    return ReportView(minutes, paper or f"Paper {language}", title, text, language, at)


TOLD = view("Hotel fire in Batumi kills 31", text=FIRE, paper="Wire")


def telling(report: ReportView, *earlier: ReportView) -> Telling:
    return TELLING[effect_of(report, earlier).kind]


@pytest.mark.parametrize("language", LOWER)
def test_the_first_report_in_a_language_tells_that_a_toll_is_lower(language: str) -> None:
    assert telling(view(LOWER[language], language, 150), TOLD) is Telling.UPDATE_NOW


@pytest.mark.parametrize(("language", "other"), [*permutations(LOWER, 2)])
def test_a_lower_toll_is_told_once(language: str, other: str) -> None:
    lower, again = view(LOWER[language], language, 150), view(LOWER[other], other, 175)
    assert telling(again, TOLD, lower) in (Telling.EDIT, Telling.NOTHING)


def test_a_publisher_that_lowers_its_own_toll_is_edited_in_though_others_told_it() -> None:
    lower = view(LOWER["ru"], "ru", 150)
    own = view("Batumi hotel fire: 28 people died", minutes=200, paper="Wire")
    assert telling(own, TOLD, lower) is Telling.EDIT


def test_an_old_lower_toll_does_not_tell_what_a_revision_tells() -> None:
    late = view("Batumi hotel fire kills 28", minutes=60)
    revision = view("Toll of Batumi hotel fire revised down to 28", minutes=200, paper="Wire")
    assert telling(late, TOLD) is Telling.EDIT
    assert effect_of(revision, [TOLD, late]) == Effect(
        EffectKind.REVISES, ("killed: 28, down from 31",), importance=effect_of(revision, [TOLD]).importance
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("tr", "Batum'da otel yandı, itfaiye helikopteri düştü: 28 ölü"),
        ("es", "Incendio en Batumi: 28 muertos bajo los escombros del hotel"),
        ("de", "Batumi: 28 Tote bei Hotelbrand, Trauerfeier findet morgen statt"),
        ("fr", "Batoumi : 28 morts dans un incendie, les réservations en baisse"),
    ],
)
def test_an_old_toll_beside_words_of_another_fall_stays_quiet(language: str, title: str) -> None:
    assert telling(view(title, language, 150), TOLD) is Telling.EDIT
