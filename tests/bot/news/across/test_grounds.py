"""Two events in two places stay two stories, though all that needs no translation is the same figure."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.across.grounds import Ground, ground, in_two_countries, in_two_towns
from bot.news.places.scenes import Scene
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)

Told = tuple[str, str, str]
ELSEWHERE: list[tuple[Told, Told]] = [
    (
        ("ar", "داعش يقتل 9 جنود في النيجر", "وقع الهجوم قرب تيلابيري."),
        ("ar", "داعش يقتل 9 جنود في العراق", "وقع الهجوم قرب كركوك."),
    ),
    (
        ("ar", "داعش يقتل 9 جنود في النيجر", "وقع الهجوم قرب تيلابيري."),
        ("fr", "L'EI tue 9 soldats en Irak", "L'attaque a eu lieu près de Kirkouk."),
    ),
    (
        ("ru", "США выводят 900 военных из Сирии", "Базы на северо-востоке закрываются."),
        ("ru", "США выводят 900 военных из Румынии", "Бригада возвращается домой."),
    ),
    (
        ("tr", "ABD Suriye'den 900 askerini çekiyor", "Üç üs kapatılacak."),
        ("ar", "أمريكا تسحب 900 جندي من رومانيا", "وسيعود اللواء إلى بلاده."),
    ),
    (
        ("de", "Mexiko: 16 Tote bei Sturz von Reisebus in Schlucht", "20 Menschen wurden verletzt."),
        ("de", "Indien: 16 Tote bei Sturz von Reisebus in Schlucht", "25 Menschen wurden verletzt."),
    ),
    (
        ("en", "Bus plunges into ravine in Mexico, 16 dead", "Another 20 people were injured."),
        ("ru", "В Индии автобус упал в пропасть: 16 погибших", "Ещё 25 человек ранены."),
    ),
    (
        ("es", "Sismo de magnitud 5,8 sacude Guatemala", "No se reportaron víctimas."),
        ("es", "Sismo de magnitud 5,8 sacude Perú", "No se reportaron víctimas."),
    ),
    (
        ("fr", "Mali : 22 soldats tués dans une attaque jihadiste", "Le camp a été attaqué à l'aube."),
        ("fr", "Bénin : 22 soldats tués dans une attaque jihadiste", "Le camp a été attaqué à l'aube."),
    ),
    (
        ("zh", "墨西哥大巴坠崖 16人死亡", "另有20人受伤。"),
        ("zh", "印度大巴坠崖 16人死亡", "另有25人受伤。"),
    ),
    (
        ("zh", "巴基斯坦发生踩踏事故 21人死亡", "事故发生在一场集会上。"),
        ("zh", "尼日利亚发生踩踏事故 21人死亡", "事故发生在一场集会上。"),
    ),
    (
        ("en", "Gunman kills 7 at Texas church", "Police shot the man dead."),
        ("ar", "مسلح يقتل 7 في كنيسة بنيجيريا", "وقتلت الشرطة المسلح."),
    ),
    (
        ("uk", "У Мексиці автобус впав у прірву: 16 загиблих", "Ще 20 людей поранені."),
        ("uk", "В Індії автобус впав у прірву: 16 загиблих", "Ще 25 людей поранені."),
    ),
    (
        ("uk", "Росіяни вдарили по Сумах: троє загиблих", "Пошкоджено житловий будинок."),
        ("uk", "Росіяни вдарили по Запоріжжю: троє загиблих", "Пошкоджено лікарню."),
    ),
    (
        ("fa", "زلزله ۶٫۴ ریشتری غرب نپال را لرزاند", "مرکز زلزله در عمق ۱۱ کیلومتری بود."),
        ("fa", "زلزله ۶٫۴ ریشتری هرمزگان را لرزاند", "مرکز زلزله در نزدیکی بندر خمیر بود."),
    ),
    (
        ("tr", "Türkiye'de maden ocağında göçük: 11 ölü", "Zonguldak'taki ocakta 11 işçi hayatını kaybetti."),
        ("zh", "印尼金矿坍塌致11人死亡", "救援人员仍在搜寻5名失踪者。"),
    ),
    (
        ("es", "Al menos 22 muertos al hundirse una patera frente a Mauritania", "Iban a Canarias."),
        ("fr", "Tunisie : 22 morts dans le naufrage d'un bateau de migrants", "Il avait quitté Sfax."),
    ),
    (
        ("tr", "Ankara'da DEAŞ operasyonu: 15 gözaltı", "Operasyon sabah saatlerinde yapıldı."),
        ("tr", "Adana'da DEAŞ operasyonu: 15 gözaltı", "Operasyon sabah saatlerinde yapıldı."),
    ),
    (
        ("tr", "İstanbul'da DEAŞ operasyonu: 25 gözaltı", "Baskınlarda belge bulundu."),
        (
            "ar",
            "اعتقال 25 شخصا بشبهة الانتماء إلى داعش في إزمير",
            "وقالت الشرطة التركية إنهم كانوا يخططون لهجوم.",
        ),
    ),
]
ONE: list[tuple[Told, Told]] = [
    (
        (
            "de",
            "USA ziehen 2.800 Soldaten aus Grafenwöhr ab",
            "Das Pentagon verlegt ein Regiment aus Bayern.",
        ),
        ("es", "Estados Unidos retira 2.800 soldados de Alemania", "El Pentágono anunció el repliegue."),
    ),
    (
        ("en", "Greek ferry burns off Corfu, 31 missing", "The ship was bound for Brindisi in Italy."),
        (
            "tr",
            "İtalya'ya giden feribotta yangın: 31 kayıp",
            "Gemi Yunanistan'ın Korfu adası açıklarındaydı.",
        ),
    ),
]


def _stories(one: Told, other: Told) -> list[int | str]:
    index = StoryIndex()
    return [
        index.place(
            Report(number, title, text, f"Paper {number}", NOON + number * timedelta(minutes=35), language)
        ).story_id
        for number, (language, title, text) in enumerate((one, other))
    ]


@pytest.mark.parametrize(("one", "other"), ELSEWHERE)
def test_an_equal_figure_makes_no_one_story_of_two_places(one: Told, other: Told) -> None:
    assert _stories(one, other) == [0, 1]
    assert _stories(other, one) == [0, 1]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_event_of_which_titles_name_two_places_is_one_story(one: Told, other: Told) -> None:
    assert _stories(one, other) == [0, 0]


def _ground(placed: str, besides: str = "", peoples: str = "", within: str = "") -> Ground:
    titled = {*placed.split(), *peoples.split()}
    scene = Scene(placed=frozenset(placed.split()), within=frozenset(within.split()))
    return ground(titled | set(besides.split()), titled, scene)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (_ground("NE"), _ground("IQ"), True),
        (_ground("NE"), _ground("IQ", besides="NE"), False),
        (_ground("US SY"), _ground("US RO"), True),
        (_ground("US"), _ground("SY"), False),
        (_ground("IQ", peoples="DE"), _ground("IQ", peoples="FR"), False),
        (_ground("", peoples="BE"), _ground("", peoples="NL"), True),
        (_ground("IL LB"), _ground("IL SY"), True),
        (_ground("CD"), _ground("CG"), False),
        (_ground("PR"), _ground("US"), False),
        (_ground("US", within="US"), _ground("SY"), True),
        (_ground("NE"), _ground(""), False),
    ],
)
def test_two_titles_tell_two_countries(one: Ground, other: Ground, apart: bool) -> None:
    assert in_two_countries(one, other) is in_two_countries(other, one) is apart


def test_two_titles_tell_two_towns_of_one_country() -> None:
    ankara, adana, rome = (
        Ground(sites=frozenset([site]), towns=frozenset([(country, site)]))
        for country, site in (("TR", 1), ("TR", 2), ("IT", 3))
    )
    assert in_two_towns(ankara, adana)
    assert not in_two_towns(ankara, ankara)
    assert not in_two_towns(ankara, rome)
    assert not in_two_towns(ankara, adana._replace(sites=frozenset([1, 2])))
    assert not in_two_towns(ankara, Ground())
