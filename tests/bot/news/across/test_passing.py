"""Mentions in passing in languages other than English."""

import pytest

from bot.news.across.passing import in_text_in_passing, in_title_in_passing, is_known

NAMES = (
    "Raqqa",
    "Raqa",
    "Rakka",
    "Reqayê",
    "Ракку",
    "Ракки",
    "Ракці",
    "الرقة",
    "والرقة",
    "رقه",
    "רקה",
    "拉卡",
    "IŞİD",
    "داعش",
    "ИГИЛ",
)


def around(line: str) -> tuple[str, str]:
    name = next(name for name in sorted(NAMES, key=len, reverse=True) if name in line)
    before, _, after = line.partition(name)
    return before, after


@pytest.mark.parametrize(
    ("language", "line", "passing"),
    [
        ("de", "Busse fahren nach Homs, Hama, Aleppo und Rakka.", True),
        ("de", "Busse fahren nach Aleppo und Rakka.", False),
        ("de", "Er war 2017 in Rakka im Einsatz.", True),
        ("de", "Es ist der schwerste Anschlag seit 2017. In Rakka gilt Ausgangssperre.", False),
        ("ar", "الخطوط تشمل دمشق وحمص وحماة ودير الزور والرقة.", True),
        ("ar", "قتل رجل وامرأة في الرقة", False),
        ("fr", "Des bus pour Homs, Hama, Alep et Raqqa", True),
        ("ru", "Рейсы есть в Дамаск, Хомс, Хаму и Ракку", True),
        ("zh", "班车通往大马士革、霍姆斯、哈马和拉卡", True),
        ("zh", "警方说，拉卡发生爆炸", False),
    ],
)
def test_a_list_and_a_year_long_ago_are_passing_in_a_text(language: str, line: str, passing: bool) -> None:
    assert in_text_in_passing(*around(line), language) is passing


@pytest.mark.parametrize(
    ("language", "line", "passing"),
    [
        ("de", "Dichterin aus Rakka geehrt", True),
        ("de", "Soldaten aus Rakka abgezogen", False),
        ("fr", "Une poétesse originaire de Raqqa primée", True),
        ("es", "Premiada una poeta nacida en Raqa", True),
        ("tr", "Bakan: Çeteler IŞİD'den beter", True),
        ("tr", "IŞİD saldırıyı üstlendi", False),
        ("ru", "Банды хуже ИГИЛ", True),
        ("uk", "Поетеса родом із Ракки", True),
        ("ar", "العصابات أسوأ من داعش", True),
        ("fa", "باندها از داعش بدترند", True),
        ("he", "משוררת ילידת רקה זכתה", True),
        ("ku", "Helbestvana ji Reqayê xelat girt", True),
        ("zh", "拉卡出生的诗人获奖", True),
        ("zh", "拉卡市场爆炸", False),
    ],
)
def test_a_comparison_and_where_somebody_is_from_are_passing_in_a_title(
    language: str, line: str, passing: bool
) -> None:
    assert in_title_in_passing(*around(line), language) is passing


def test_it_is_known_of_eleven_languages() -> None:
    assert all(map(is_known, "ar tr ru uk fr es de fa he ku zh".split()))
    assert not is_known("en")
    assert not is_known("it")


@pytest.mark.parametrize(
    ("language", "before"),
    [
        ("ar", "شاعِر من "),
        ("ar", "شـاعر من "),
        ("fa", "خطرناک‌تر از "),
        ("fa", "نویسنده‌ای از "),
        ("fr", "Une poe\u0301tesse de "),
        ("de", "Ein Fluechtling aus "),
        ("tr", "RAKKALI ŞAİR "),
    ],
)
def test_marks_half_spaces_and_letters_written_apart_change_nothing(language: str, before: str) -> None:
    assert in_title_in_passing(before, "", language)
