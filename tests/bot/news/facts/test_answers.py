"""Denials and confirmations of a few words are told with what they deny or confirm."""

import pytest

from bot.news.facts.answers import answers, denies, first_sentence
from bot.news.facts.choose import choose_facts, is_grounded

CLAIM = {
    "en": "Rebels said that an army airstrike killed 12 people in Orn.",
    "de": "Rebellen zufolge tötete ein Luftangriff der Armee in Orn zwölf Menschen.",
    "fr": "Selon les rebelles, une frappe de l'armée a tué douze personnes à Orn.",
    "es": "Los rebeldes dijeron que un ataque del ejército mató a doce personas en Orn.",
    "ru": "Повстанцы заявили, что удар армии убил 12 человек в Орне.",
    "uk": "Повстанці заявили, що удар армії вбив 12 людей в Орні.",
    "ar": "قال المتمردون إن غارة للجيش قتلت 12 شخصا في أورن.",
    "fa": "شورشیان گفتند حمله هوایی ارتش ۱۲ نفر را در اورن کشت.",
    "tr": "İsyancılar, ordunun hava saldırısında Orn'da 12 kişinin öldüğünü öne sürdü.",
    "he": "המורדים אמרו כי תקיפה של הצבא הרגה 12 בני אדם באורן.",
    "ku": "Serhildêran got ku di êrîşa artêşê ya li Ornê de 12 kes mirin.",
    "zh": "叛军称军队对奥恩的空袭造成12人死亡。",
}
ANSWERS = [
    ("en", "The army denied it."),
    ("en", "Israel denies."),
    ("en", "Police confirmed it."),
    ("en", "The army has denied the accusation."),
    ("en", "A spokesman for the army denied it on state television."),
    ("en", "The claim could not be independently verified."),
    ("en", "The army said that was a lie."),
    ("en", "The ministry called the report false."),
    ("en", "There was no independent confirmation."),
    ("de", "Die Armee dementierte das."),
    ("de", "Die Armee wies die Vorwürfe zurück."),
    ("de", "Die Polizei bestätigte dies."),
    ("fr", "L'armée dément."),
    ("fr", "L'armée a nié ces accusations."),
    ("es", "El ejército lo negó."),
    ("es", "El Gobierno ha negado las acusaciones."),
    ("ru", "Армия это отрицает."),
    ("ru", "Минобороны опровергло эту информацию."),
    ("uk", "Армія це заперечує."),
    ("uk", "Поліція це підтвердила."),
    ("ar", "ونفى الجيش ذلك."),
    ("ar", "ونفت الوزارة هذه الأنباء."),
    ("fa", "ارتش این را تکذیب کرد."),
    ("tr", "Ordu bunu yalanladı."),
    ("tr", "Ordu iddiaları reddetti."),
    ("he", "הצבא הכחיש."),
    ("he", "הצבא דחה את הטענות."),
    ("ku", "Artêşê ev yek red kir."),
    ("zh", "军方予以否认。"),
    ("zh", "警方证实了这一消息。"),
]


@pytest.mark.parametrize(("language", "answer"), ANSWERS)
def test_the_claim_is_told_with_its_answer(language: str, answer: str) -> None:
    text = f"{CLAIM[language]} {answer}"
    told = choose_facts("", text, language)
    assert [(fact.source, fact.start, fact.end) for fact in told] == [(text, 0, len(text))]
    assert told[0].text.endswith(answer)
    assert is_grounded(told[0], text)


@pytest.mark.parametrize(("language", "answer"), ANSWERS)
def test_an_answer_alone_is_no_fact(language: str, answer: str) -> None:
    assert answers(answer, language)
    assert choose_facts("", answer, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police confirmed two deaths in Orn."),
        ("en", "The Senate confirmed the judge on Monday."),
        ("en", "The army denied entry to the reporters of Orn."),
        ("en", "More than 700 cases have been confirmed in 22 towns."),
        ("en", "Doctors confirmed that the mayor had died."),
        ("de", "Die Polizei bestätigte den Tod des Bürgermeisters von Orn."),
        ("ru", "Полиция подтвердила гибель трех человек в Орне."),
        ("zh", "法院驳回上诉。"),
    ],
)
def test_news_is_no_answer(language: str, text: str) -> None:
    assert not answers(text, language)


def test_the_first_sentence_may_answer_the_headline() -> None:
    headline = "Rebels accuse army of killing 12 in Orn"
    for answer in ("The army denied it.", "The army has denied the accusation."):
        assert [fact.text for fact in choose_facts(headline, answer)] == [answer]


def test_the_answer_may_open_the_next_paragraph() -> None:
    told = choose_facts("", f"{CLAIM['en']}\nThe army denied it.\nThe town of Orn lies in the north.")
    assert told[0].text == f"{CLAIM['en']} The army denied it."


def test_a_denial_that_is_clear_alone_goes_with_the_claim_where_it_is_not_told_itself() -> None:
    assert denies("The Kremlin denied it, saying that its jets hit a base.")
    text = f"{CLAIM['en']} The army denied it, saying that its jets were elsewhere."
    assert [fact.text for fact in choose_facts("", text, limit=1)] == [text]


def test_a_claim_is_not_told_where_its_answer_finds_no_room() -> None:
    claim = f"Rebels said that an airstrike {'on the old market ' * 14}killed 12 people in Orn."
    assert choose_facts("", f"{claim} The army denied it.") == ()


def test_the_sentence_that_is_answered() -> None:
    assert first_sentence(f"{CLAIM['en']} The army denied it.") == CLAIM["en"]
    assert first_sentence(CLAIM["en"]) == CLAIM["en"]
