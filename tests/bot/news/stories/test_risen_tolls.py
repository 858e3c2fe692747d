"""A toll that rose joins the story of its incident, in other languages than English too."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.news.stories.signature import sign

MORNING = datetime(2026, 5, 6, 7, tzinfo=UTC)
BLASTS = {
    "fa": ("انفجار در قندوز؛ هشت کشته", "صبح چهارشنبه در برابر یک نانوایی در شهر قندوز بمبی منفجر شد."),
    "ar": ("انفجار في ساحة بحماة", "هز انفجار ساحة العاصي في مدينة حماة صباح الأربعاء وسقط ضحايا."),
    "ru": ("Взрыв в Хомсе, четверо погибших", "Взрыв прогремел утром у автовокзала сирийского города Хомс."),
}
RISEN = {
    "fa": ("شمار قربانیان انفجار قندوز به ۱۱ تن رسید", "یک پزشک گفت سه زخمی جان باختند."),
    "ar": ("ارتفاع حصيلة انفجار حماة إلى ستة قتلى", "توفي جريحان متأثرين بإصابتهما."),
    "ru": ("Число погибших при взрыве в Хомсе выросло до семи", "Трое раненых скончались в больнице."),
}


def place(index: StoryIndex, number: int, line: tuple[str, str], language: str) -> int | str:
    at = MORNING + timedelta(hours=8 * number)
    return index.place(Report(number, *line, f"Paper {number}", at, language)).story_id


@pytest.mark.parametrize("language", BLASTS)
def test_a_risen_toll_is_of_the_story_of_its_incident(language: str) -> None:
    index = StoryIndex()
    assert place(index, 0, BLASTS[language], language) == place(index, 1, RISEN[language], language)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("tr", "Hesby'deki patlamada can kaybı 7'ye yükseldi"),
        ("uk", "Кількість загиблих у Ракці зросла до семи"),
        ("fr", "Attentat de Raqqa : le bilan passe à sept morts"),
        ("es", "Suben a siete los muertos por el atentado de Raqa"),
        ("de", "Zahl der Toten in Rakka steigt auf sieben"),
        ("he", "מספר ההרוגים ברקה עלה לשבעה"),
        ("ku", "Hejmara kuştiyên Reqayê bû heft"),
        ("zh", "拉卡爆炸死亡人数升至7人"),
    ],
)
def test_a_title_says_that_a_toll_rose(language: str, title: str) -> None:
    assert "toll" in sign(title, "", language).acts.developments
    assert "toll" not in sign(title.split()[0], "", language).acts.developments or language == "zh"


def test_the_toll_of_another_attack_of_the_day_is_no_news_of_this_one() -> None:
    index = StoryIndex()
    car = ("غارة على سيارة في حماة", "استهدفت طائرة مسيرة سيارة في حماة فقتلت شخصين.")
    home = ("ارتفاع حصيلة الغارة على مبنى سكني في حماة إلى 12 قتيلا", "انتشلت فرق الإنقاذ جثثا أخرى.")
    assert place(index, 0, car, "ar") != place(index, 1, home, "ar")
