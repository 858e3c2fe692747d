"""The usual words of languages other than English."""

from importlib.resources import files

import pytest

from bot.news.across.usual import located, telling, unelided, usual
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


def test_what_is_written_on_to_a_french_name_comes_off() -> None:
    assert unelided("L'attaque d'Agadez", "fr") == "L attaque d Agadez"
    assert unelided("d'Agadez", "es") == "d'Agadez"


def test_the_table_has_each_kind_of_every_language() -> None:
    text = files("bot.news.across").joinpath("usual.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len({(code, kind) for code, kind, _ in rows}) == len(rows) == 4 * 11
