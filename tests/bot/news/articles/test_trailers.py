"""What publishing software appends to every entry."""

import pytest

from bot.news.articles.trailers import without_trailer


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Rain fell.\nThe post Rain in Ornsk appeared first on Testland News.", "Rain fell."),
        ("Rain fell […] The post Rain in Ornsk appeared first on Testland News.", "Rain fell […]"),
        ("Es regnete.\nDer Beitrag Regen erschien zuerst auf Testland.", "Es regnete."),
        ("Il plut.\nL’article Pluie est apparu en premier sur Testland.", "Il plut."),
        ("The post Rain appeared first on Testland.", ""),
        ("Rain fell.\nAlso today:\nA bus crashed near Lom.\nNine died.", "Rain fell."),
        ("Es regnete.\nAus dem Archiv: 1990\nEin Bus stürzte um.", "Es regnete."),
        ("هطل المطر.\nاقرأ أيضا\nتحطم حافلة.", "هطل المطر."),
    ],
)
def test_it_is_no_text(text: str, rest: str) -> None:
    assert without_trailer(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain fell.",
        "Comments\nRain fell.",
        "Rain fell.\nAlso today the bridge was opened.",
        "It appeared first on Monday.",
        "The post Rain appeared first on Testland.\nRain fell.",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert without_trailer(text) == text
