"""What a query misses: names and words of its stories' other reports."""

import pytest

from bot.news.matching.missed import Others, Text, log_likelihood, missed_words, unmet
from bot.news.query import parse

REPORTS = {
    "tr": (
        "Oska'da bent yıkıldı. Oska Valiliği suyun yükseldiğini açıkladı.",
        "Bent için Oska kentinde toplanıldı.",
    ),
    "ru": ("Плотина в Оске прорвана. Власти Оски молчат.", "Вода ушла из Оски, сообщил мэр."),
    "ar": ("انهار السد في أوسكا وغمرت المياه المدينة", "قال رئيس بلدية أوسكا إن الماء انحسر"),
    "zh": ("奥斯卡城水坝决堤，市民撤离", "市长说奥斯卡城的水已退"),
    "en": (
        "The sluice burst at dawn and Lower Mill was under water.",
        "Lower Mill residents went home past the sluice.",
    ),
}
ELSEWHERE = {
    "tr": "Meclis bugün bütçeyi görüştü, Ankara Valiliği açıkladı.",
    "ru": "Власти обсудили бюджет, сообщил мэр Москвы.",
    "ar": "قال رئيس الوزراء إن الميزانية في المدينة",
    "zh": "市长说北京市民会议结束",
    "en": "Residents went home at dawn after the burst of rain, the mayor said on Tuesday.",
}


def told(language: str, stories: tuple[int, ...] = (1, 2)) -> list[Text]:
    return [Text("", text, language, story) for text, story in zip(REPORTS[language], stories, strict=True)]


def others(language: str, number: int = 60, text: str = "", stand_for: int = 1) -> list[Others]:
    return [Others([Text("", text or ELSEWHERE[language], language)] * number, number * stand_for)]


def found(query: str, language: str, stories: tuple[int, ...] = (1, 2), **elsewhere: object) -> list[str]:
    asked = parse(query)
    reports = unmet(asked, told(language, stories))
    return [word.query for word in missed_words(asked, reports, others(language, **elsewhere))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "wider"),
    [
        ("tr", "weir OR lang:tr(Oska)"),
        ("ru", "weir OR lang:ru(Оски)"),
        ("ar", "weir OR lang:ar(أوسكا)"),
        ("zh", "weir OR lang:zh(奥斯卡城)"),
        ("en", 'weir OR "Lower Mill"'),
    ],
)
def test_a_name_is_suggested_in_its_script_before_other_words(language: str, wider: str) -> None:
    assert found("weir", language)[0] == wider


def test_a_word_in_small_letters_comes_after_names() -> None:
    assert found("weir", "en") == ['weir OR "Lower Mill"', "weir OR sluice"]
    assert found('weir OR "Lower Mill"', "en") == [], "every report meets it"
    assert found("weir", "tr") == ["weir OR lang:tr(Oska)", "weir OR lang:tr(bent)"]


def test_in_a_headline_with_capitals_throughout_no_word_is_a_name() -> None:
    shouted = [Text("Sluice Burst at Mill", "", "en", 1), Text("Sluice Burst at Mill", "", "en", 2)]
    assert [word.typed for word in missed_words(parse("weir"), shouted, others("en"))] == ["Mill", "Sluice"]


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [("tr", "Bu sabah Oska'da sel oldu.", "lang:tr(Oska)"), ("en", "At dawn Osk's weir broke.", "Osk")],
)
def test_a_name_is_shown_without_the_ending_behind_an_apostrophe(
    language: str, text: str, typed: str
) -> None:
    reports = [Text("", text, language, story) for story in (1, 2)]
    assert missed_words(parse("reservoir"), reports, others(language))[0].typed == typed


def test_no_common_word_ends_a_name_of_several_words() -> None:
    """In scripts without capitals every two words may be a name."""
    reports = [Text("", "قال سكان أوسكا عندما عادوا", "ar", story) for story in (1, 2)]
    common = [Others([Text("", "قال سكان المدينة عندما خرجوا", "ar")] * 60, 60)]
    assert "lang:ar(أوسكا)" in [word.typed for word in missed_words(parse("weir"), reports, common)]


def test_the_part_that_reports_lack_gets_the_word() -> None:
    assert "(weir OR sluice) Mill" in found("weir Mill", "en")


@pytest.mark.parametrize(
    ("why", "query", "stories", "elsewhere"),
    [
        ("the names of one happening are not those of the topic", "weir", (1, 1), {}),
        ("too little else is known", "weir", (1, 2), {"number": 49}),
        ("it is common elsewhere", "weir", (1, 2), {"text": "Sluice: the sluice. " + REPORTS["en"][1]}),
        ("the reports meet the query", "sluice", (1, 2), {}),
        ("the reports are excluded", "weir -sluice", (1, 2), {}),
    ],
)
def test_nothing_is_suggested_where(
    why: str, query: str, stories: tuple[int, int], elsewhere: dict[str, object]
) -> None:
    assert found(query, "en", stories, **elsewhere) == [], why


def test_a_word_that_would_flood_the_topic_is_not_suggested() -> None:
    rare = [Text("", ELSEWHERE["tr"], "tr")] * 99 + [Text("Oska", "Oska'da futbol: Oska kazandı.", "tr")]
    asked, reports = parse("weir"), told("tr")
    few, many = (missed_words(asked, reports, [Others(rare, number)]) for number in (100, 300))
    assert [word.word for word in few] == ["Oska", "bent"]
    assert [word.word for word in many] == ["bent"], "each of the sample stands for three"


def test_the_log_likelihood_is_dunnings() -> None:
    """Twice the sum of seen * ln(seen / expected) over the four cells; by hand."""
    assert log_likelihood(2, 2, 0, 50) == pytest.approx(16.95, abs=0.01)
    assert log_likelihood(1, 10, 20, 100) == 0.0
    assert log_likelihood(5, 10, 50, 100) == 0.0
