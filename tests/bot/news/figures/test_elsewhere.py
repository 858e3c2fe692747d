"""Tolls in languages other than English: which numbers count whom."""

import pytest

from bot.news.figures.elsewhere import figures_elsewhere, numbers_elsewhere, says_lower


@pytest.mark.parametrize(
    ("language", "sentence", "tolls"),
    [
        ("tr", "En az 12 kişi öldü, 30 kişi yaralandı", [("killed", 12), ("wounded", 30)]),
        ("tr", "Ölü sayısı on sekize yükseldi, 19 değil", [("killed", 18)]),
        ("tr", "Ölenlerin sayısı 17, 19 değil", [("killed", 17)]),
        ("ru", "Погибли двенадцать человек, ранены 20", [("killed", 12), ("wounded", 20)]),
        ("ru", "Число погибших при взрыве в порту выросло до 11", [("killed", 11)]),
        ("ru", "Полиция задержала двух братьев", [("arrested", 2)]),
        ("ru", "Погиб мужчина 24 лет", []),
        ("uk", "Загинули 13 людей, а не 15", [("killed", 13)]),
        ("ar", "مقتل 12 شخصا وإصابة عشرين آخرين", [("killed", 12), ("wounded", 20)]),
        ("ar", "ارتفاع عدد قتلى العبارة إلى 16", [("killed", 16)]),
        ("ar", "بعد 12 ساعة من مقتل القبطان", []),
        ("fa", "شمار کشته‌شدگان انفجار بندر به ۲۱ نفر رسید", [("killed", 21)]),
        ("he", "מספר ההרוגים בנמל עלה לשבעה", [("killed", 7)]),
        ("he", "קברניט בן 30 מת", []),
        ("fr", "Le bilan de l'explosion s'alourdit à vingt-deux morts", [("killed", 22)]),
        ("fr", "Une explosion tue trois marins", [("killed", 3)]),
        ("es", "La bomba mató a dos marinos y dejó catorce heridos", [("killed", 2), ("wounded", 14)]),
        ("es", "Son ocho los muertos y no diez", [("killed", 8)]),
        ("de", "Zahl der Toten im Hafen steigt auf sechs", [("killed", 6)]),
        ("de", "24-Jähriger festgenommen", []),
        ("ku", "Hejmara kuştiyan gihîşt 14 û 20 kes birîndar in", [("killed", 14), ("wounded", 20)]),
        ("zh", "港口爆炸致至少12人死亡、三人失踪", [("killed", 12), ("missing", 3)]),
        ("zh", "死亡人数升至17人", [("killed", 17)]),
        ("zh", "死亡人数为16人，而非18人", [("killed", 16)]),
        ("xx", "12 killed", []),
    ],
)
def test_what_stands_nearest_to_a_number_says_what_happened(
    language: str, sentence: str, tolls: list[tuple[str, int]]
) -> None:
    found = figures_elsewhere(sentence, language)
    assert [(figure.kind, figure.number.value) for figure in found] == tolls


def test_ages_and_hours_are_no_quantities_and_rough_numbers_say_so() -> None:
    assert [number.value for number in numbers_elsewhere("24-Jähriger und 40 Boote", "de")] == [40]
    assert [number.hedge for number in numbers_elsewhere("rund 40 Boote, 41 Netze", "de")] == ["rund", ""]


@pytest.mark.parametrize(
    ("language", "sentence", "lower"),
    [
        ("ru", "МВД уточнило число погибших", True),
        ("ar", "خفض الدفاع المدني حصيلة القتلى", True),
        ("zh", "死亡人数下调至16人", True),
        ("de", "Zahl der Toten steigt", False),
        ("xx", "lowered", False),
    ],
)
def test_a_count_that_was_lowered_says_so(language: str, sentence: str, lower: bool) -> None:
    assert says_lower(sentence, language) is lower
