"""Names of places in reports, in the languages in which they are written."""

import pytest

from bot.news.language.words import tokens
from bot.news.places.placenames import countries, mentions


@pytest.mark.parametrize(
    ("names", "country"),
    [
        ("Tal Tamr|Tell Tamer|Til Temir|Тель Тамр|تل تمر", "SY"),
        ("Ras al-Ain|Serê Kaniyê|Serekaniye|رأس العين", "SY"),
        ("Tal Abyad|Girê Spî|تل أبيض", "SY"),
        ("al-Shaddadi|Şedadê|الشدادي", "SY"),
        ("Qamishli|Qamishlo", "SY"),
        ("Ain Issa|Eyn Îsa|عين عيسى", "SY"),
        ("Makhmur|Mexmûr", "IQ"),
        ("Bagram|باغرام", "AF"),
        ("Niger State", "NG"),
        ("Utrecht|в Утрехте|乌得勒支", "NL"),
        ("Sumy|Суми|у Сумах", "UA"),
        ("Hormozgan|Хормозган|هرمزگان", "IR"),
        ("印尼|印度尼西亚", "ID"),
        ("Мексика|у Мексиці", "MX"),
        ("Прага|у Празі", "CZ"),
    ],
)
def test_one_town_has_many_names(names: str, country: str) -> None:
    found = [mentions(tokens(name)) for name in names.split("|")]
    assert {place.country for mention in found for place in mention[0].places[:1]} == {country}
    assert len({mention[0].places[0].number for mention in found}) == 1


@pytest.mark.parametrize(
    "line",
    [
        "كان الرجل مخمور تحت قنديل",
        "أدت السيول إلى وقف البيان",
        "Более того, буде",
        "Ordu para verdi",
        "Сума штрафу",
        "نهاد خارجه بالا",
    ],
)
def test_words_that_are_also_towns_are_none(line: str) -> None:
    assert not mentions(tokens(line))


def test_arabic_writes_in_and_to_on_to_a_name_of_a_town() -> None:
    homs, damascus = mentions(tokens("انفجار بحمص ونقل الجرحى لدمشق"))
    assert (homs.start, damascus.start) == (1, 4)


def test_countries_are_known_with_their_people() -> None:
    known = countries()
    assert {"france", "french"} <= {*known["FR"]}
    assert "XX" not in known
