"""The days of the week in the languages that Sitrep reads."""

import pytest

from bot.news.language.days import names_day


@pytest.mark.parametrize(
    "text",
    [
        "The court sits on Monday.", "Gestern, am Mittwoch, fiel Regen.", "Le barrage a cédé mardi.",
        "El tren descarriló el miércoles.", "Patlama cuma günü oldu.", "Мост рухнул в среду.",
        "Міст упав у п'ятницю.", "وقع الانفجار يوم الثلاثاء", "انفجار روز چهارشنبه رخ داد",
        "הפיצוץ אירע ביום שלישי", "Teqîn roja duşemê çêbû.", "爆炸发生在星期二。",
    ],
)  # fmt: skip
def test_a_day_is_known_by_its_name(text: str) -> None:
    assert names_day(text)


@pytest.mark.parametrize("text", ["", "Sunderland won.", "Le mari est parti.", "Cumartesilik", "Il pleut."])
def test_other_words_are_no_days(text: str) -> None:
    assert not names_day(text)
