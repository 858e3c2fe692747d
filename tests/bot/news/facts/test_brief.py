"""Sentences of two to four words that are facts."""

import pytest

from bot.news.facts.brief import tells_briefly
from bot.news.facts.choose import choose_facts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two died."),
        ("en", "Twelve were wounded."),
        ("en", "Injured: 30"),
        ("en", "Nobody was hurt."),
        ("en", "No damage was reported."),
        ("en", "There were no casualties."),
        ("en", "The mayor resigned."),
        ("en", "Islamic State claimed responsibility."),
        ("en", "Talks have collapsed."),
        ("de", "Zwölf wurden verletzt."),
        ("de", "Verletzt wurde niemand."),
        ("fr", "Deux sont morts."),
        ("fr", "Personne n'a été blessé."),
        ("es", "Doce resultaron heridos."),
        ("es", "No hubo víctimas."),
        ("ru", "Двое погибли."),
        ("ru", "Жертв нет."),
        ("uk", "Двоє загинули."),
        ("uk", "Ніхто не постраждав."),
        ("ar", "وأصيب اثنا عشر."),
        ("ar", "ولم يصب أحد."),
        ("tr", "İki kişi öldü."),
        ("tr", "Can kaybı yok."),
        ("fa", "دو نفر کشته شدند."),
        ("fa", "کسی آسیب ندید."),
        ("he", "שניים נהרגו."),
        ("he", "אין נפגעים."),
        ("ku", "Diwanzdeh kes birîndar bûn."),
        ("ku", "Kes birîndar nebû."),
        ("zh", "两人死亡。"),
        ("zh", "无人受伤。"),
    ],
)
def test_what_is_told_in_a_few_words(language: str, text: str) -> None:
    assert tells_briefly(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Middle East."),
        ("en", "Orn, 12 May."),
        ("en", "The hills of Orn."),
        ("en", "Ann Roe reports."),
        ("en", "Nobody knows why."),
        ("en", "Mayor resigns"),
        ("ru", "Двое погибли"),
        ("de", "Das Wetter."),
        ("ru", "Новости дня."),
        ("zh", "责任编辑。"),
    ],
)
def test_what_only_looks_like_it(language: str, text: str) -> None:
    assert not tells_briefly(text, language)


LONG = (
    "A bomb went off in a market in Orn on Monday morning, police said. Two died. Twelve were wounded. "
    "The mayor of Orn closed the markets of the town for the day. Shops nearby were closed by the council. "
    "The council of Orn will meet on Tuesday to talk about the safety of its markets. Trains did not run."
)


def test_short_sentences_of_a_long_text_are_not_lost() -> None:
    told = [fact.text for fact in choose_facts("", LONG)]
    assert told[1:3] == ["Two died.", "Twelve were wounded."]
    assert len(told) == 4


def test_a_bullet_makes_room_for_them() -> None:
    told = [fact.text for fact in choose_facts("", LONG, limit=2)]
    assert told == ["A bomb went off in a market in Orn on Monday morning, police said.", "Two died."]


def test_a_number_in_words_is_new_beside_the_headline() -> None:
    text = "Twelve police officers were wounded by a bomb in the market of Orn. The market is closed."
    assert choose_facts("Bomb in market of Orn wounds police officers", text)[0].text.startswith("Twelve")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Колонны ушли в Лом."),
        ("uk", "Базу передали місцевим військовим."),
        ("ar", "وأغلق رئيس البلدية الجسر."),
        ("fa", "پل اورن بسته شد."),
        ("tr", "Köprü cuma gününe kadar kapalı."),
        ("he", "הגשר באורן סגור היום."),
    ],
)
def test_languages_without_articles_need_a_word_less(language: str, text: str) -> None:
    assert [fact.text for fact in choose_facts("", text, language)] == [text]
