"""What reports are about, in twelve languages."""

from importlib.resources import files

import pytest

from bot.news.across.subjects import subjects
from bot.news.language.words import tokens

FLOODS = {
    "en": "Flash floods sweep valley",
    "de": "Überschwemmungen im Tal",
    "fr": "Inondations dans la vallée",
    "es": "Inundaciones en el valle",
    "tr": "Taşkınlar vadiyi vurdu",
    "ku": "Lehiyê newal girt",
    "ru": "Наводнением размыло дорогу",
    "uk": "Повінь у долині",
    "ar": "مقتل رجل بالسيول",
    "fa": "سیلاب در دره",
    "he": "השיטפונות בעמק",
    "zh": "山谷洪水",
}


@pytest.mark.parametrize("language", FLOODS)
def test_a_subject_is_found_in_its_inflections(language: str) -> None:
    text = FLOODS[language]
    assert "flood" in subjects(tokens(text), text, language)


@pytest.mark.parametrize("language", ["xx", ""])
def test_other_languages_name_no_subjects(language: str) -> None:
    assert not subjects(["flood"], "flood", language)


def test_a_whole_word_is_no_beginning() -> None:
    assert "race" not in subjects(["racecourse"], "racecourse", "en")
    assert "race" in subjects(["Race"], "Race", "en")
    assert {"airstrike", "labour strike"} <= subjects(["strike"], "strike", "en")


def test_every_beginning_in_the_table_can_begin_a_word() -> None:
    text = files("bot.news.across").joinpath("subjects.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            _, *columns, _ = line.split("|")  # Chinese has no words to cut
            for word in " ".join(columns).split():
                assert len(tokens(word.removesuffix("$"))) == 1, word


def test_turkish_words_that_differ_in_a_letter_are_two() -> None:
    assert "obituary" not in subjects(tokens("Rakka'da ne oldu"), "Rakka'da ne oldu", "tr")
    assert "obituary" in subjects(tokens("Üç asker ÖLDÜ"), "Üç asker ÖLDÜ", "tr")
    assert "water" not in subjects(tokens("Şu yol kapandı"), "Şu yol kapandı", "tr")
    plain = "Rakka'da patlama oldu, uc asker oldu, bolgede yangin cikti dendi"
    assert "obituary" in subjects(tokens(plain), plain, "tr")
