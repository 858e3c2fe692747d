"""Figures in digits and words of twelve languages."""

import pytest

from bot.news.across.numbers import figures, told


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Quake of 5.3 kills twenty-one and leaves 28,500 homeless", {5.3, 21, 28500}),
        ("en", "Output of 1.4 million barrels by 3 May 2026 at 10:30", {1400000}),
        ("de", "Zwölf Tote, 2.800 Soldaten, Stärke 5,3 um 10.30 Uhr", {12, 2800, 5.3}),
        ("fr", "Trente-quatre rescapés, 2 800 soldats", {34, 2800}),
        ("fr", "Quatre-vingt-trois blessés, quatre-vingt-dix-sept morts, quatre soldats", {83, 97, 4}),
        ("fr", "Quatre-vingts morts, deux cent quatre-vingts blessés", {80, 280}),
        ("es", "Veintiún muertos y 90 mil hogares", {21, 90000}),
        ("tr", "On iki kişi öldü, 5,3 büyüklüğünde", {12, 5.3}),
        ("ku", "Donzdeh kes û bîst wesayît", {12, 20}),
        ("ru", "Двенадцать погибших, 28 тысяч без света, двадцать один раненый", {12, 28000, 21}),
        ("uk", "Дев'ятнадцять загиблих і 60 тисяч родин", {19, 60000}),
        ("ar", "اثنا عشر قتيلاً و٢٨ جريحاً وثلاثة مفقودين", {12, 28, 3}),
        ("fa", "چهارصد نفر و زلزله ۵٫۸ ریشتری", {400, 5.8}),
        ("he", "שלושה הרוגים וכ-60 משאיות", {3, 60}),
        ("he", "שנים עשר הרוגים", {12}),
        ("zh", "约2.85万人撤离，三名儿童受伤，24日宣布", {28500, 3}),
        ("zh", "三万五千人，兩百人，一万多名士兵，三萬人", {35000, 200, 10000, 30000}),
        ("en", "Two thousand five hundred troops, one hundred and five thousand refugees", {2500, 105000}),
        ("en", "$1,000,000,000,000 lost", {1e12}),
        ("tr", "İki bin beş yüz asker", {2500}),
        ("fa", "دو هزار و پانصد نفر", {2500}),
        ("ar", "ألفان وخمسمائة جندي و مئة وعشرون طفلا", {2500, 120}),
        ("es", "Dos mil quinientos soldados, el diez por ciento", {2500, 10}),
        ("de", "Zweitausend Soldaten, dreihundert Zivilisten", {2000, 300}),
        ("fr", "Vingt et un morts, soixante et onze blessés, mille deux cents soldats", {21, 71, 1200}),
        ("de", "Zweitausendfünfhundert Soldaten, einundzwanzig Tote", {2500, 21}),
        ("de", "Dreihundertfünfundvierzig Tote, eine Million Euro, Achtung", {345, 1000000}),
        ("es", "Ciento veinte heridos, treinta y un muertos, mil casas", {120, 31, 1000}),
        ("es", "Medio millón de euros, dos docenas de presos, el 3 de mayo", {500000, 24}),
        ("tr", "2 bin 500 asker, yirmibeş ölü, yüz yirmi ev", {2500, 25, 120}),
        ("tr", "Bir buçuk milyon lira, yüz yüze görüşme", {1500000}),
        ("ru", "Две тысячи пятьсот солдат, полторы тысячи раненых, сто двадцать пять", {2500, 1500, 125}),
        ("uk", "Дві тисячі п'ятсот солдатів, пів мільйона гривень", {2500, 500000}),
        ("ar", "واحد وعشرون قتيلا، وخمسة وعشرون ألف نازح، نصف مليون", {21, 25000, 500000}),
        ("ar", "ثلاثة عشر شخصا، مئة وخمسة وعشرون", {13, 125}),
        ("fa", "۲ هزار و ۵۰۰ نفر، بیست و یک کشته، نیم میلیون", {2500, 21, 500000}),
        ("he", "מאה עשרים וחמישה פצועים, אלפיים וחמש מאות חיילים", {125, 2500}),
        ("ku", "Du hezar û pênc sed leşker, bîst û yek kes", {2500, 21}),
        ("zh", "二十一人死亡，两千五百名士兵，一百零五人，三亿元", {21, 2500, 105, 300000000}),
        ("zh", "2027年5月6日，二十日，至少12人", {12}),
        ("en", "Two dozen killed, drei", {24}),
        ("de", "Drei, vier Tote", {3, 4}),
        ("xx", "17 of them", {17}),
        ("en", "", set()),
    ],
)
def test_figures_are_read_in_each_language(language: str, text: str, values: set[float]) -> None:
    assert figures(text, language) == values


def test_a_number_stands_where_its_words_do() -> None:
    text = "Am 3. Mai starben zweihundert und zwei Menschen."
    (one,) = [one for one in told(text, "de") if one.value > 1]
    assert (one.value, text[one.start : one.end]) == (202, "zweihundert und zwei")


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1," * 3000, "one " * 3000, "two " + "bn " * 300, "三" * 5000, "1.1." * 2000]
)
def test_odd_figures_are_read(text: str) -> None:
    for language in ("en", "zh", "ar"):
        assert all(value > 1 for value in figures(text, language))
