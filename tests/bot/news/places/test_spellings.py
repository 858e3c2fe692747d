"""Places under the names that news in other languages gives them."""

import pytest

from bot.news.matching.cost import check_cost
from bot.news.places.spellings import called
from bot.news.query import parse


@pytest.mark.parametrize("name", ["Raqqa", "raqqah", "al-Raqqa", "الرقة", "Ракка", "拉卡", "Reqa"])
def test_a_place_is_found_by_any_of_its_names(name: str) -> None:
    (place,) = called(name)
    assert place.country == "SY"
    assert {"Ракка", "الرقة", "Rakka", "拉卡", "Reqa", "רקה"} <= set(place.names)


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Syria", {"سوريا", "Сирия", "Suriye", "叙利亚"}),
        ("Mosul", {"الموصل", "Мосул", "摩苏尔"}),
        ("Aleppo", {"حلب", "Алеппо", "Alep"}),
        ("Kiev", {"Kyiv", "Київ", "Киев", "基辅"}),
        ("Turkey", {"Türkei", "Турция"}),
        ("القدس", {"Jerusalem", "Kudüs", "Иерусалим", "ירושלים"}),
        ("Москва", {"Moscow", "Moskau", "موسكو"}),
        ("Kobanê", {"Kobani", "عين العرب", "Кобани"}),
        ("Paris", {"Париж", "باريس"}),
        ("München", {"Munich", "Мюнхен", "慕尼黑"}),
        ("Munchen", {"Munich"}),
        ("Muenchen", {"Munich"}),
        ("Haleb", {"Aleppo", "حلب"}),
        ("США", {"ABD", "أمريكا", "Estados Unidos", "美国"}),
        ("ABD", {"США", 'ארה"ב', "آمریکا"}),
        ("Франция", {"France", "فرنسا"}),
        ("مصر", {"Egypt", "Египет"}),
        ("法国", {"France", "Frankreich"}),
        ("İngiltere", {"Британия", "بريطانيا"}),
        ("Genf", {"Genève", "Женева", "جنيف"}),
    ],
)
def test_countries_and_towns_have_names_in_other_scripts(name: str, others: set[str]) -> None:
    assert others <= set(called(name)[0].names)


def test_places_of_one_name_are_all_offered_the_largest_first() -> None:
    assert [place.country for place in called("Tripoli")][:2] == ["LY", "LB"]


def test_other_words_are_no_places() -> None:
    assert called("ceasefire") == () == called("")


@pytest.mark.parametrize("name", ["Raqqa", "Tripoli", "Syria", "Kyiv", "N'Djamena"])
def test_what_finds_a_place_is_a_query_that_may_be_tracked(name: str) -> None:
    for place in called(name):
        check_cost(parse(place.query(name)))
