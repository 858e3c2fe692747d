"""What a paper prints every day or year does not alert; what happens meanwhile does."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind
from bot.news.kinds.read import read

ROUTINE = [
    (Kind.LISTING, "Court calendar: Week of 9 March", "Hearings include pleas in the Orn cell case."),
    (Kind.LISTING, "Supreme Court arguments schedule for April", "The court will hear eleven cases."),
    (Kind.LISTING, "Today's court hearings", "Cases listed at Orn on Thursday."),
    (Kind.LISTING, "Death notices: 4 May", ""),
    (Kind.LISTING, "Errata for the week", ""),
    (Kind.LISTING, "Pollen count for Thursday", "High in the south."),
    (Kind.LISTING, "Weekend weather: Sunshine for parade", "Dry with light winds."),
    (Kind.PROMO, "Recruitment: Border guard service, 40 posts", "Closing date 3 June."),
    (
        Kind.FEATURE,
        "Minute of silence for victims of Orn held across Lom",
        "People bowed their heads on Friday.",
    ),
    (Kind.FEATURE, "President awards medal to veteran of Orn", "She dragged three comrades from a truck."),
    (Kind.FEATURE, "Soldiers gather at the bridge of Orn 75 years later", "Old men wept."),
    (None, "Stocks close higher as fears over Orn ease", "The index rose 120 points."),
    (None, "Poll: 58% of voters back troop withdrawal from Orn", "The survey was taken last week."),
    (None, "Mayor leads by 4 points in new Lom poll", "The lead is within the margin of error."),
    (None, "Acme announces record third quarter results", "Revenue grew by a tenth."),
    (None, "Ada Roe, singer who toured with the troops, dies at 91", "She sang until the last."),
    (None, "Army beats Navy 3-1 in cup", "The cadets ran onto the field."),
]
REAL = [
    (
        "Court schedules hearing on ban of rebels for Monday",
        "A court in Orn said on Friday it would hear the case.",
    ),
    (
        "Bomb kills four at ceremony for anniversary of Orn's liberation",
        "A bomb killed four people, police said.",
    ),
    ("Gunmen attack minute of silence in Orn, killing two", "Two people died on Friday, police said."),
    (
        "Exit polls show ruling party of Lom loses majority",
        "Exit polls on Sunday showed that the party lost.",
    ),
    ("Trading halted in Lom after stocks plunge 7%", "The exchange halted trading on Monday."),
    ("Senate votes 51-49 to end war in Orn", "The Senate voted on Tuesday to end the war."),
    ("Weather service warns of flood in Orn, orders evacuation", "Officials ordered people out on Monday."),
    ("Clarification: two dead, not three, in Orn bombing", "Police said on Monday that two people had died."),
    ("Roe: we are thinning the lines in Orn", "The minister said on Monday that 400 soldiers will leave."),
    (
        "Nurse who treated scout of Orn, now in isolation, tested positive",
        "A nurse tested positive on Monday, the ministry said.",
    ),
    ("Correction: Toll in Orn bombing is 9, not 19", "Police said on Monday that nine people were killed."),
]
ELSEWHERE = {
    "de": [
        "Gerichtskalender: Die Termine der Woche",
        "Umfrage: Mehrheit für Abzug",
        "2:1 gegen Lom: Orn im Pokalfinale",
    ],
    "fr": [
        "Agenda judiciaire : les procès de la semaine",
        "Rectificatif",
        "Orn bat Lom 3-1 et file en finale",
    ],
    "es": ["Agenda judicial de la semana", "El CIS da ventaja a Lom", "Orn gana 3-1 a Lom y va a la final"],
    "tr": ["Haftanın duruşmaları: Orn davası", "Vefat ilanları", "Ornspor Lom'u 3-1 yendi, finale çıktı"],
    "ru": [
        "Судебный календарь: заседания на неделю",
        "Исправления и уточнения",
        "«Орн» обыграл «Лом» со счётом 3:1",
    ],
    "ar": ["جدول جلسات المحاكم هذا الأسبوع", "تصويب", "الرقة يفوز على حمص 3-1 ويتأهل إلى النهائي"],
}
REAL_ELSEWHERE = {
    "de": "Anschlag bei Gedenkfeier in Orn: Vier Tote",
    "fr": "Attentat pendant une commémoration à Raqqa : quatre morts",
    "es": "Atentado en un aniversario de la guerra en Orn: cuatro muertos",
    "tr": "Orn'da yıl dönümü töreninde patlama: 4 ölü",
    "ru": "Взрыв в годовщину войны в Орне: четверо погибших",
    "ar": "رحيل القوات الأمريكية عن القاعدة",
}


@pytest.mark.parametrize(("kind", "title", "line"), ROUTINE, ids=[title for _, title, _ in ROUTINE])
def test_routine_does_not_alert(kind: Kind | None, title: str, line: str) -> None:
    found = judge(Item(title, line))
    assert not found.alert, found
    assert kind is None or found.kind is kind, found


@pytest.mark.parametrize(("title", "line"), REAL, ids=[title for title, _ in REAL])
def test_what_happens_meanwhile_does(title: str, line: str) -> None:
    assert judge(Item(title, line)).alert, judge(Item(title, line))


@pytest.mark.parametrize("language", ELSEWHERE)
def test_routine_elsewhere(language: str) -> None:
    assert [title for title in ELSEWHERE[language] if judge(Item(title, language=language)).alert] == []


@pytest.mark.parametrize("language", REAL_ELSEWHERE)
def test_real_turns_elsewhere(language: str) -> None:
    assert judge(Item(REAL_ELSEWHERE[language], language=language)).alert


@pytest.mark.parametrize(
    ("title", "cue"),
    [
        ("Orn needs our help, not our bombs", "title: the writer among others"),
        ("Study of Orn doesn't say what mayor thinks", "title: passes a verdict"),
        ("Roe: Mayor 'sending wrong message' on Orn", "title: somebody's words after a colon"),
        ("Co-hosts clash over Orn", "title: speaks of hosts and pundits"),
        ("Mayor who built the bridge, now wants it gone", "title: what became of somebody"),
    ],
)
def test_where_the_writer_is_heard(title: str, cue: str) -> None:
    assert cue in read(Item(title)).cues


def test_a_speaker_is_no_writer() -> None:
    assert "title: the writer among others" not in read(Item("Mayor: 'We will not give up our town'")).cues
