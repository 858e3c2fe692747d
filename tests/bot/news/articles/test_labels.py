"""Labels that lead from an article to other matters, each with its uses."""

import pytest

from bot.news.articles.labels import heads_other_matter, heads_perhaps, leads_elsewhere, opens_elsewhere


@pytest.mark.parametrize(
    "heading", ["Other news", "Also today:", "Comments (12)", "Weitere Meldungen", "其他新闻"]
)
def test_headings_that_cut(heading: str) -> None:
    assert heads_other_matter(heading)


@pytest.mark.parametrize("heading", ["Read more", "Related", "Mehr", "The comments of the mayor"])
def test_headings_that_do_not(heading: str) -> None:
    assert not heads_other_matter(heading)


@pytest.mark.parametrize(
    "heading", ["More from the coast", "Related", "Mehr zur Flut", "Другие темы", "相关阅读"]
)
def test_headings_of_what_may_be_another_matter(heading: str) -> None:
    assert heads_perhaps(heading)
    assert not heads_perhaps(f"The {heading}")


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ship off Lom",
        "[Related] Ship off Lom",
        "Mehr dazu: Schiff vor Lom",
        "Sur le même sujet : un navire à Lom",
        "Te puede interesar: un barco en Lom",
        "Смотрите также: корабль у Лома",
        "Дивіться також: корабель",
        "شاهد أيضا: سفينة",
        "بیشتر بخوانید: کشتی",
        "קראו עוד: הספינה",
        "Benzer haberler: gemi",
        "延伸阅读：船只",
        "関連記事：船",
    ],
)
def test_lines_that_lead_elsewhere(line: str) -> None:
    assert leads_elsewhere(line)


@pytest.mark.parametrize("line", ["Read more books, the mayor said", "Related floods hit Lom: nine died"])
def test_lines_that_report(line: str) -> None:
    assert not leads_elsewhere(line)


@pytest.mark.parametrize(
    "text",
    [
        "Lesen Sie auch den Bericht aus Lom",
        "Читайте также о корабле",
        "Lea también lo de Lom",
        "اقرأ أيضا عن السفينة",
    ],
)
def test_sentences_that_open_with_a_label(text: str) -> None:
    assert opens_elsewhere(text)
