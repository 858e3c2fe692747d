"""Sentences that only say where the one before comes from are no facts, in any language."""

import pytest

from bot.news.facts.attribution import only_attributes
from bot.news.facts.choose import choose_facts

ONLY_ATTRIBUTE = [
    ("en", "The news was first reported by the Orn Post."),
    ("en", "The Orn Post first reported the story."),
    ("de", "Das teilte die Polizei am Montag in Orn mit."),
    ("de", "Das sagte ein Sprecher des Ministeriums der Zeitung."),
    ("de", "Darüber berichtete zuerst die Orner Post."),
    ("de", "Dies geht aus einem Bericht des Ministeriums hervor."),
    ("de", "Laut Polizei von Orn."),
    ("fr", "C'est ce qu'a indiqué la préfecture."),
    ("fr", "C’est ce que rapporte le quotidien d'Orn."),
    ("fr", "Selon la police d'Orn."),
    ("es", "Así lo informó la policía."),
    ("es", "Así lo ha anunciado este lunes el alcalde de Orn."),
    ("es", "Lo anunció el ministro en un comunicado."),
    ("ru", "Об этом сообщает агентство."),
    ("ru", "Об этом в понедельник заявил глава ведомства Орлов, передает агентство."),
    ("ru", "Такие данные приводит газета."),
    ("uk", "Про це повідомляє агентство."),
    ("uk", "Про це йдеться у повідомленні міністерства."),
    ("ar", "ذكرت ذلك وكالة الأنباء الرسمية."),
    ("ar", "جاء ذلك في بيان للوزارة."),
    ("ar", "وفقا لوكالة الأنباء."),
    ("fa", "این خبر را خبرگزاری اورن اعلام کرد."),
    ("fa", "به گزارش خبرگزاری اورن."),
    ("tr", "Haberi AA duyurdu."),
    ("tr", "Konuyla ilgili açıklama valilik tarafından yapıldı."),
    ("tr", "Bu bilgiyi belediye başkanı gazetecilere verdi."),
    ("fa", "شهردار اورن اعلام کرد."),
    ("ru", "Глава Орна сообщил."),
    ("tr", "Vali açıkladı."),
    ("he", "כך מסרה המשטרה."),
    ("he", "על כך דיווח עיתון אורן."),
    ("ku", "Ev yek ji aliyê polîsan ve hat ragihandin."),
    ("ku", "Li gorî polîsên Ornê."),
    ("zh", "据奥恩邮报报道。"),
    ("zh", "此消息由市政府发布。"),
]


@pytest.mark.parametrize(("language", "text"), ONLY_ATTRIBUTE)
def test_sentences_that_only_attribute(language: str, text: str) -> None:
    assert only_attributes(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge was closed by the police of Orn on Monday."),
        ("de", "Das Ministerium berichtete von drei Verletzten in Orn."),
        ("de", "Das Militär hat den Marktplatz von Orn geräumt."),
        ("de", "So endete am Abend die Flucht der Räuber von Orn."),
        ("fr", "Selon la police d'Orn trois ponts ont été fermés lundi soir."),
        ("es", "Según la policía tres puentes de Orn siguen cerrados."),
        ("ru", "Агентство сообщает о трех пострадавших в Орне."),
        ("ru", "Об этом договорились стороны на переговорах в Орне."),
        ("uk", "Агентство повідомляє про трьох постраждалих в Орні."),
        ("ar", "ذكرت الشرطة أن ثلاثة أشخاص أصيبوا في أورن."),
        ("ar", "أعلنت الوزارة إغلاق الجسر في أورن."),
        ("fa", "این پل را شهرداری اورن بست."),
        ("tr", "Köprüyü valilik kapattı."),
        ("he", "המשטרה מסרה על שלושה פצועים באורן."),
        ("ku", "Polîsan pira Ornê girt."),
        ("zh", "据奥恩邮报报道，大桥倒塌。"),
    ],
)
def test_sentences_that_tell_something(language: str, text: str) -> None:
    assert not only_attributes(text, language)


def test_they_are_never_bullets() -> None:
    text = "In Orn hat am Montag ein Lager gebrannt. Das teilte die Polizei mit. Drei Männer wurden verletzt."
    assert [fact.text for fact in choose_facts("", text, "de")] == [
        "In Orn hat am Montag ein Lager gebrannt.",
        "Drei Männer wurden verletzt.",
    ]
