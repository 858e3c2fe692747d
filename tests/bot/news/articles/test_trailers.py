"""What publishing software appends to every entry."""

import pytest

from bot.news.articles.trailers import without_asides, without_trailer


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
        ("هطل المطر.\nأخبار أخرى\nتحطمت حافلة.", "هطل المطر."),
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
        "Rain fell.\nRead more\nIt stopped at night.",
        "Rain fell.\nAlso today the bridge was opened.",
        "It appeared first on Monday.",
        "The post Rain appeared first on Testland.\nRain fell.",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert without_trailer(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Guards leave harbour base",
        "Related story: Guards leave harbour base",
        ">> Guards leave harbour base",
        "Tags: guards, harbour",
        "By Ada Webb in Ornsk",
        "Reporting by Ada Webb in Ornsk and Max Orn; editing by Lee Roy",
        "© 2026 Ornsk News Network",
        "Lesen Sie auch: Wachen verlassen den Hafen",
        "À lire aussi : la garde quitte le port",
        "Lea también: la guardia deja el puerto",
        "İlgili haber: Muhafızlar limandan ayrıldı",
        "Читайте также: Гвардия уходит из порта",
        "اقرأ أيضا: الحرس يغادر الميناء",
        "קראו גם: המשמר עוזב את הנמל",
        "相关阅读：卫队离开港口",
    ],
)
def test_a_line_that_leads_elsewhere_is_left_out(line: str) -> None:
    assert without_asides(f"Rain fell in Ornsk.\n{line}\nRivers rose.") == "Rain fell in Ornsk.\nRivers rose."


@pytest.mark.parametrize(
    "text",
    [
        "Watch the river, the mayor said.\nRelated floods hit Ornsk.",
        "By Friday the guards had left Ornsk\nRain fell.",
        "Tags: guards, harbour",
    ],
)
def test_a_report_is_kept(text: str) -> None:
    assert without_asides(text) == text


def test_a_label_in_capitals_ends_a_text_of_one_line() -> None:
    text = "Rain fell in Ornsk. RELATED: Guards leave harbour base"
    assert without_asides(text) == "Rain fell in Ornsk. "
