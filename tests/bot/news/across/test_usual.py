"""The usual words of languages other than English."""

from importlib.resources import files

import pytest

from bot.news.across.usual import is_name, located, run_words, telling, unelided, usual
from bot.news.language.words import tokens


def test_usual_words_are_left_out_and_chinese_comes_in_pairs() -> None:
    assert telling("La explosión en la ciudad".split(), "es") == ["explosión"]
    assert telling(["大坝爆炸"], "zh") == ["大坝", "坝爆", "爆炸"]


def test_english_keeps_all_its_words() -> None:
    assert telling("The blast in the city".split(), "en") == "The blast in the city".split()
    assert usual("en") is None


@pytest.mark.parametrize(
    ("language", "line", "places"),
    [
        ("ar", "مقتل رجل في مدينة سلمية", ["سلمية"]),
        ("de", "Schüsse vor Schule in Hesby", ["Hesby"]),
        ("fr", "Une bombe à Hesby", ["Hesby"]),
        ("tr", "Hesby'de patlama", ["Hesby'de"]),
        ("zh", "赫斯市煤矿爆炸", ["赫斯"]),
        ("zh", "爆炸在赫斯", ["赫斯"]),
        ("en", "Bomb near Deir Hafir kills one", ["Deir", "Hafir"]),
    ],
)
def test_a_name_after_in_or_near_says_where(language: str, line: str, places: list[str]) -> None:
    assert list(located(tokens(line), language)) == places


def test_chinese_is_cut_at_names_of_places_and_then_into_pairs_whatever_its_characters() -> None:
    words = ["叙利亚", "拉卡", "市场", "场爆", "爆炸"]
    assert telling(run_words("叙利亚拉卡市场爆炸"), "zh") == words
    assert telling(run_words("敘利亞拉卡市場爆炸"), "zh") == words


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [
        ("Hesby", "de", True),
        ("Bombe", "de", False),
        ("Gesundheitsamt", "de", False),
        ("Bombe", "fr", True),
    ],
)
def test_a_german_noun_is_no_name(word: str, language: str, name: bool) -> None:
    assert is_name(word, language) is name


def test_what_is_written_on_to_a_french_name_comes_off() -> None:
    assert unelided("L'attaque d'Agadez", "fr") == "L attaque d Agadez"
    assert unelided("d'Agadez", "es") == "d'Agadez"


def test_the_table_has_each_kind_of_every_language() -> None:
    text = files("bot.news.across").joinpath("usual.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len({(code, kind) for code, kind, _ in rows}) == len(rows) == 6 * 11
