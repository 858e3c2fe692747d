"""Names of one place or person in several scripts have a skeleton in common."""

from itertools import combinations

import pytest

from bot.news.across.skeletons import skeletons

NAMES = [
    "Raqqa en, Rakka tr, Reqayê ku, الرقة ar, بالرقة ar, לרקה he, Раккой ru, Ракці uk",
    "Hasakah en, Haseke tr, Hesekê ku, الحسكة ar, חסכה he, Хасеке ru, Hassaké fr",
    "Kherson en, Jersón es, Cherson de, Херсон uk, Херсонском ru",
    "Bojnurd en, Bocnurd tr, بجنورد fa, Боджнурда ru",
    "Zuwara en, Zouara fr, زوارة ar, Зувары ru",
    "Odesa en, Одесской ru, Одеському uk",
]


@pytest.mark.parametrize("names", NAMES)
def test_a_name_has_one_skeleton_in_every_script(names: str) -> None:
    written = [name.split() for name in names.split(", ")]
    bones = [{bone for bone, _ in skeletons([word], language)} for word, language in written]
    for one, other in combinations(bones, 2):
        assert one & other


@pytest.mark.parametrize(
    ("word", "language"), [("blast", "en"), ("2026", "en"), ("拉", "zh"), ("O", "en"), ("E", "tr")]
)
def test_what_is_no_name_has_none(word: str, language: str) -> None:
    assert list(skeletons([word], language)) == []


def test_other_names_have_others() -> None:
    assert {bone for bone, _ in skeletons(["Mosul"], "en")}.isdisjoint(
        bone for bone, _ in skeletons(["الرقة"], "ar")
    )


@pytest.mark.parametrize(
    ("characters", "name"),
    [
        ("拉卡发生爆炸", "Raqqa"),
        ("尼日利亚蒙古诺附近", "Monguno"),  # a country before it
        ("在梅克纳河", "Mekna"),
        ("哈尔科夫遭空袭", "Kharkov"),
    ],
)
def test_names_in_chinese_sound_like_those_in_other_scripts(characters: str, name: str) -> None:
    found = {bone for bone, _ in skeletons(list(characters), "zh")}
    assert {bone for bone, _ in skeletons([name], "en")} & found


@pytest.mark.parametrize("characters", ["伊斯兰国", "骑摩托的人", "两国东南部", "拉", "今天有雨"])
def test_words_of_chinese_are_no_names(characters: str) -> None:
    assert list(skeletons(list(characters), "zh")) == []
