"""Whose forces leave, in languages other than English."""

import pytest

from bot.news.language.words import tokens
from bot.news.withdrawals.elsewhere import whose_forces


def others(title: str, language: str, text: str = "", country: str = "US") -> list[str]:
    """The forces of others, each with the word behind it left off."""
    words = [*tokens(title), *[""] * 10, *tokens(text)]
    start = len(tokens(title)) + 10
    return [words[end - 1] for _, end in whose_forces(title, text, start, language, country)[1]]


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("ar", "تشاد تسحب قواتها من النيجر", ["قواتها"]),
        ("ar", "واشنطن تطلب انسحاب القوات التشادية", ["القوات"]),
        ("ar", "واشنطن تسحب قواتها من النيجر", []),
        ("de", "Tschad zieht Soldaten aus Niger ab", ["Soldaten"]),
        ("de", "Niger verlangt Abzug der US-Soldaten", []),
        ("es", "Chad retira a sus soldados de Níger", ["soldados"]),
        ("es", "Níger pide la salida de las tropas estadounidenses", []),
        ("fr", "Paris retire ses soldats du Niger", ["soldats"]),
        ("fr", "Le Niger exige le départ des soldats américains", []),
        ("fa", "چاد نیروهایش را از نیجر خارج کرد", ["نیروهایش"]),
        ("he", "צ'אד הוציאה את חייליה מניז'ר", ["חייליה"]),
        ("he", "חיילים איטלקים עזבו את ניז'ר", ["חיילים"]),
        ("ku", "Çad leşkerên xwe ji Nîjerê vedikişîne", ["leşkerên"]),
        ("ru", "Итальянские солдаты ушли из Нигера", ["солдаты"]),
        ("ru", "Нигер требует вывода войск США", []),
        ("tr", "Çad askerlerini Nijer'den çekti", ["askerlerini"]),
        ("tr", "Nijer ABD askerlerinin gitmesini istedi", []),
        ("uk", "Чад виводить війська з Нігеру", ["війська"]),
        ("zh", "乍得从尼日尔撤军", ["军"]),
        ("zh", "法军撤离尼日尔基地", ["军", "地"]),
        ("de", "US-Soldat verlässt Kino in Niger", ["Soldat"]),
        ("de", "Der letzte US-Soldat verlässt Niger", []),
        ("fr", "Un soldat américain quitte un bal", ["soldat"]),
        ("es", "Un soldado estadounidense abandona un baile", ["soldado"]),
        ("ar", "جندي أمريكي يغادر حفلا", ["جندي"]),
        ("ar", "500 جندي أمريكي يغادرون النيجر", []),
        ("ru", "Американский солдат ушел с танцев", ["солдат"]),
        ("ru", "Из Нигера ушли 500 американских солдат", []),
        ("tr", "Bir ABD askeri balodan ayrıldı", ["askeri"]),
        ("tr", "500 ABD askeri Nijer'den ayrıldı", []),
        ("zh", "一名美国士兵离开舞会", ["兵"]),
        ("zh", "500名美国士兵离开尼日尔", []),
        ("tr", "Ankara'nın askerleri çekiliyor", ["askerleri"]),
        ("tr", "ANKARA'NIN ASKERLERİ ÇEKİLİYOR", ["ASKERLERİ"]),
        ("fa", "نیروهای فرانسوی چاد را ترک کردند", ["نیروهای"]),
        ("fa", "نظامیان ترکیه‌ای عراق را ترک کردند", ["نظامیان"]),
        ("he", "צרפת מוציאה את חייליהם מצ'אד", ["חייליהם"]),
        ("zh", "韓軍撤離", ["軍"]),
        ("zh", "美國減少駐伊拉克軍隊", []),
        ("en", "Chad withdraws its soldiers from Niger", []),
    ],
)
def test_forces_are_of_the_name_beside_them_or_of_who_takes_them_away(
    language: str, title: str, found: list[str]
) -> None:
    assert others(title, language) == found


def test_forces_of_the_text_are_those_of_the_title_unless_a_name_says_more() -> None:
    title = "Belgien zieht Soldaten aus Mali ab"
    assert others(title, "de", "Hundert Soldaten kehren heim.") == ["Soldaten", "Soldaten"]
    assert others(title, "de", "Die amerikanischen Soldaten bleiben.") == ["Soldaten"]


def test_foreign_forces_may_be_anybodys() -> None:
    assert others("Irak verlangt Abzug ausländischer Truppen", "de") == []


def test_forces_of_the_country_or_of_nobody_who_is_named_are_told_apart_from_others() -> None:
    title = "US-Truppen gehen, polnische Soldaten bleiben, Ausbilder auch"
    own, others_too = whose_forces(title, "", 20, "de", "US")
    words = tokens(title)
    assert [words[start] for start, _ in own] == ["Truppen", "Ausbilder"]
    assert [words[start] for start, _ in others_too] == ["Soldaten"]
