"""Items of lists that end without a full stop."""

import pytest

from bot.news.articles.trailers import without_trailer
from bot.news.facts.choose import choose_facts
from bot.news.language.text import plain_text


def told(html: str, language: str = "en") -> list[str]:
    return [fact.text for fact in choose_facts("", without_trailer(plain_text(html)), language)]


ITEMS = ["Two men were arrested in Orn on Monday", "The mayor closed the bridge until the weekend"]
BULLETS = [f"{item}." for item in ITEMS]
LI = "".join(f"<li>{item}</li>" for item in ITEMS)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>What is known in Orn:</p><ul>{LI}</ul>",
        f"<h3>Key points</h3><ul>{LI.lower()}</ul>".replace("orn on monday", "Orn on Monday"),
        "Orn in short:\n- " + "\n- ".join(ITEMS),
        "- " + "\n- ".join(ITEMS),
        "\u2022 " + "\n\u2022 ".join(ITEMS),
    ],
)
def test_items_are_facts(html: str) -> None:
    assert told(html) == BULLETS


@pytest.mark.parametrize(
    ("language", "head", "items"),
    [
        (
            "de",
            "Das Wichtigste in Kürze",
            ["In Orn starben zwölf Menschen durch eine Bombe", "Die Polizei sucht einen Mann aus Lom"],
        ),
        (
            "fr",
            "L'essentiel",
            ["Une bombe a tué douze personnes à Orn", "La police recherche un homme venu de Lom"],
        ),
        (
            "es",
            "Lo que se sabe",
            ["Una bomba mató a doce personas en Orn", "La policía busca a un hombre de Lom"],
        ),
        (
            "ru",
            "Что известно:",
            ["В Орне при взрыве погибли двенадцать человек", "Полиция ищет третьего мужчину из Лома"],
        ),
        ("ar", "ما نعرفه:", ["قتل اثنا عشر شخصا في انفجار في أورن", "الشرطة تبحث عن مشتبه به ثالث"]),
        (
            "tr",
            "Neler biliniyor?",
            ["Orn'daki patlamada on iki kişi öldü", "Polis Lomlu üçüncü adamı arıyor"],
        ),
        ("zh", "已知情况", ["奥恩市场爆炸造成十二人死亡", "警方正在寻找第三名嫌疑人"]),
    ],
)
def test_items_in_other_languages(language: str, head: str, items: list[str]) -> None:
    stop = "\u3002" if language == "zh" else "."
    assert told(f"<h3>{head}</h3><ul><li>{'</li><li>'.join(items)}</li></ul>", language) == [
        item + stop for item in items
    ]


LINKS = (
    "<ul><li>Bridge falls in Lom after a week of rain</li><li>Mayor of Harun resigns over a mill</li></ul>"
)


@pytest.mark.parametrize("head", ["", "<p>Related:</p>", "<p>Read also:</p>", "<h3>More from Lom</h3>"])
def test_lists_of_links_are_none(head: str) -> None:
    bomb = "A bomb killed 12 people in the market of Orn."
    assert told(f"<p>{bomb}</p>{head}{LINKS}") == [bomb]


def test_names_in_a_list_are_none() -> None:
    assert told("<p>Who was there:</p><ul><li>Ann Roe</li><li>Adam Doe, Lom</li></ul>") == []
