"""Words of many languages: each in the forms in which its desks write it, and never as another's word."""

import pytest

from bot.errors import QueryError
from bot.news.matching.cost import check_cost
from bot.news.matching.match import TopicIndex, document, score
from bot.news.query import parse

FOUND = [
    ("DEAŞ", "tr", "Polis DEAŞ'a karşı harekete geçti"),
    ("DEAŞ", "tr", "DEAŞ’ın elebaşı yakalandı"),
    ("Rakka", "tr", "Rakka'daki depoda yangın"),
    ('"Rakka\'da"', "tr", "Rakka’da patlama"),
    ("Rakka'da", "tr", "Rakka'ya gitti"),
    ("militar", "es", "Retiran a 500 militares"),
    ("militares", "es", "Un avión militar aterrizó"),
    ("çekil*", "tr", "Askerler üsten çekiliyor"),
    ("DAIŞ", "ku", "DAIŞ'ê berpirsiyarî girt ser xwe"),
    ("Reqa", "ku", "Li Reqayê du kes hatin girtin"),
    ("leşker", "ku", "Leşkerên Amerîkî derketin"),
    ("EI", "fr", "Une attaque de l'EI près de Homs"),
    ("EI", "fr", "Une attaque de l’EI près de Homs"),
    ("רקה", "he", "פיצוץ ברקה"),
    ("רקה", "he", "הכביש שמרקה לדיר א-זור"),
    ("חייל", "he", "החיילים יוצאים"),
    ('דאע"ש', "he", 'מפקד בדאע"ש נעצר'),
    ("דאעש", "he", "מפקד דאע״ש נעצר"),
    ("דאעש", "he", "מפקד בדאע''ש נעצר"),
    ('"המדינה האסלאמית"', "he", "ארגון והמדינה האסלאמית"),
    ('"تنظيم الدولة"', "ar", "كمين لتنظيم الدولة في البادية"),
    ('"تنظيم الدولة"', "ar", "مقتل قيادي بتنظيم الدولة"),
    ('"الدولة الإسلامية"', "ar", "مقاتلون للدولة الإسلامية"),
    ("نیرو", "fa", "نیروهای آمریکایی"),
    ("سرباز", "fa", "خروج سربازان از عراق"),
    ("Ракка", "uk", "Вибух у Ракці"),
    ("Ракка", "uk", "мешканці Ракки"),
    ("Ракка", "ru", "Взрыв в Ракке"),
    ("ИГИЛ", "ru", "Боевики ИГИЛ напали"),
    ("伊斯兰国", "zh", "極端組織「伊斯蘭國」承認"),
    ("撤军", "zh", "美國宣布撤軍"),
    ("ab-ziehen", "de", "Die USA ziehen im Herbst 2.800 Soldaten aus der Oberpfalz ab"),
    ("ab-ziehen", "de", "Berlin will Soldaten abziehen"),
]


@pytest.mark.parametrize(("asked", "language", "title"), FOUND, ids=[title for _, _, title in FOUND])
def test_a_word_is_found_in_the_forms_of_its_language(asked: str, language: str, title: str) -> None:
    assert score(parse(asked), document(title, "", language)) is not None


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("DEAŞ", "fr", "Le maire de la ville de Lyon"),
        ('"Rakka\'da"', "tr", "Rakka'dan iki gol"),
        ("DAIŞ", "ku", "Daîra şaredariyê vebû"),
        ("ИГИЛ", "ru", "Иго и иглы"),
        ("EI", "fr", "Un pneu à plat"),
        ('"تنظيم الدولة"', "ar", "تنظيم دولة القانون"),
        ("רקה", "he", "הברק הכה בעץ"),
        ("ab-ziehen", "de", "Ab Montag ziehen Wolken auf"),
        ("ab-ziehen", "en", "They ziehen the line ab"),
        ("Reqa", "ku", "Reqabet di navbera her du tîman de"),
    ],
)
def test_and_no_look_alike_is_taken_for_it(asked: str, language: str, title: str) -> None:
    assert score(parse(asked), document(title, "", language)) is None


@pytest.mark.parametrize(
    ("tag", "title", "language"),
    [
        ("en", "مقتل ثلاثة جنود", "ar"),
        ("en", "کشته شدن سه سرباز در پی حمله", "fa"),
        ("en", "Вибух на підстанції", "uk"),
        ("en", "Взрыв на подстанции", "ru"),
        ("", "פיצוץ בתחנה", "he"),
        ("en-GB", "三名士兵丧生", "zh"),
        ("en", "3人が死亡した", "ja"),
        ("zh-Hant", "三名士兵喪生", "zh"),
        ("ja", "三名死亡", "ja"),
        ("iw", "פיצוץ", "he"),
        ("uk", "Взрыв на подстанции", "uk"),
        ("en", "Café owner in Raqqa (الرقة) shot", "en"),
    ],
)
def test_the_script_tells_the_language_that_a_feed_gets_wrong(tag: str, title: str, language: str) -> None:
    assert document(title, "", tag).language == language


def test_a_branch_alerts_only_in_its_language() -> None:
    index = TopicIndex()
    index.add("group", parse("any(Daesh, lang:tr(DEAŞ), lang:fr(EI)) -lang:fr(football)"))
    index.add("plain", parse("Daesh"))

    def met(title: str, language: str) -> list[str]:
        return [match.topic_id for match in index.matches(document(title, "", language))]

    assert met("DEAŞ'a operasyon", "tr") == ["group"]
    assert met("EI", "tr") == []
    assert met("L'EI et Daesh", "fr") == ["group", "plain"]
    assert met("L'EI et le football", "fr") == []
    assert met("Daesh and football", "en") == ["group", "plain"]
    index.remove("group")
    assert met("DEAŞ'a operasyon", "tr") == []
    index.add("group", parse("lang:tr(DEAŞ)"))
    assert met("DEAŞ'a operasyon", "tr") == ["group"]


@pytest.mark.parametrize(
    ("asked", "title", "text", "terms"),
    [
        ("Rakka WITH/9 Syria", "Rakka hospital opens", "Doctors in Syria hope", ("Rakka",)),
        ("Rakka WITH/2 Syria", "Rakka hospital opens", "Doctors in Syria hope", None),
        ("Rakka WITH/9 Syria", "Rakka scores twice", "The striker was cheered", None),
        (
            "soldier WITHOUT/3 Russian",
            "Soldiers leave as Moscow says Russian soldiers stay",
            "",
            ("Soldiers",),
        ),
        ("soldier WITHOUT/3 Russian", "Russian soldiers leave", "", None),
        ("soldier WITHOUT/3 Russian", "Soldiers leave", "", ("Soldiers",)),
        ('"ISIS"', "ISIS claims attack", "Isis is a goddess", ("ISIS",)),
        ('"ISIS"', "Isis is a goddess", "", None),
        ("ISIS", "Isis is a goddess", "", ("Isis",)),
    ],
)
def test_company_makes_a_word_count_or_not(asked: str, title: str, text: str, terms: object) -> None:
    found = score(parse(asked), document(title, text))
    assert (found and found.terms) == terms


def test_what_a_list_has_together_in_the_title_may_have_its_company_in_the_text() -> None:
    asked = parse("any(troop NEAR/3 leave, base NEAR/3 close) NEAR/4 US")
    report = document("Troops leave at dawn", "US officers said so.", "en")
    assert score(asked, report) == score(parse("(troop NEAR/3 leave) NEAR/4 US"), report) is not None


def test_the_index_finds_what_each_query_finds() -> None:
    asked = [
        "Rakka WITH/9 Syria",
        "soldier WITHOUT/3 Russian",
        '"ISIS"',
        "lang:de(ab-ziehen)",
        "lang:he(רקה)",
    ]
    texts = [
        ("Rakka hospital opens", "Doctors in Syria hope", "en"),
        ("Russian soldiers leave", "Two soldiers stayed on the other side", "en"),
        ("ISIS and Isis", "", "en"),
        ("Die USA ziehen Soldaten ab", "", "de"),
        ("פיצוץ ברקה", "", "he"),
    ]
    index = TopicIndex()
    for query in asked:
        index.add(query, parse(query))
    for title, text, language in texts:
        read = document(title, text, language)
        alone = [query for query in asked if (m := score(parse(query), read)) and m.score >= 0.5]
        assert sorted(match.topic_id for match in index.matches(read)) == sorted(alone)
        assert alone


def test_the_cost_is_that_of_the_dearest_language() -> None:
    cheap = " OR ".join(f"lang:{code}(withdr* NEAR/8 troop*)" for code in ("tr", "de", "fr", "ar", "ru"))
    check_cost(parse(cheap))
    with pytest.raises(QueryError, match="too many words begin like go"):
        check_cost(parse(f"{cheap} OR lang:es any({', '.join(['(go* NEAR/50 ki*)'] * 20)})"))
