"""Full texts: what the first paragraphs tell of the kind."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.kinds.read import read
from bot.news.kinds.text_cues import FULL

NEWS = [
    (
        "Army takes two villages near Orn",
        "ORN (Reuters) - The army took two villages north of Orn on Monday after three days of fighting, a"
        " military "
        "spokesman said. Forty rebels were captured, he said. The governor confirmed that the road to Lom"
        " was "
        "open again. Residents told a local radio that shells had hit a school. The rebels denied that"
        " they had "
        "lost the second village. “We still hold the mill,” their spokesman said. The army said it would"
        " name "
        "the dead on Tuesday. The fighting began last week when rebels fired on a convoy, according to"
        " officials.",
    ),
    (
        "Court orders release of harbour master",
        "A court in Lom ordered the release of the harbour master on Thursday, his lawyer said, ten days"
        " after the "
        "police arrested him over the sinking of a ferry. Judge Ada Roe ruled that there was no evidence"
        " against "
        "him. Prosecutors said they would appeal. The ferry sank in March with 90 people on board. The"
        " ministry "
        "reported that 12 of them are still missing. “He is a free man,” the lawyer told reporters outside"
        " the "
        "court. The police confirmed that he had left the prison by noon. A second suspect was charged"
        " last week.",
    ),
]
MORE = (
    " It isn't the number of men that decides, and it never was. What does? The road, of course, and whoever "
    "can close it. That's why the valley matters, and perhaps it's why nobody there will admit it. But it"
    " won't "
    "last: a road that is closed is a road that has to be fed, and we've seen how that ends. So the question "
    "is what they'll do in winter. There's no answer yet, and there isn't a plan either. They're waiting."
)
NO_NEWS = [
    (
        "Why the army failed to free the hostages of Orn",
        "The failed attempt shows how little is known of the valley.",
    ),
    (
        "Bomb suspected in fall of Orn bridge: What it means",
        "Growing evidence leads investigators to think of a bomb.",
    ),
    (
        "President who vowed to leave Orn, now seeks more troops",
        "The minister told parliament what the president wants.",
    ),
    (
        "Roe: Mayor doesn't deserve credit for pulling troops out of Orn",
        "In an editorial the paper told us what it thinks of the army's retreat.",
    ),
    (
        "Rebels' promise of a state is falling far short, ex-residents say",
        "Leaving has become harder by the month.",
    ),
    (
        "Our troops will win in Orn and drive the rebels mad",
        "The deal that leaders announced on Wednesday is good news.",
    ),
    (
        "Orn, Lom, the bridge: Mayor ends year in chaos",
        "His term has lurched from crisis to crisis since he took office.",
    ),
    (
        "Mayor's call to guard the bridge with soldiers, explained",
        "The mayor told reporters on Tuesday what he plans.",
    ),
]


@pytest.mark.parametrize(("title", "text"), NEWS, ids=[title for title, _ in NEWS])
def test_a_report_buzzes(title: str, text: str) -> None:
    found = judge(Item(title, text))
    assert found.alert, found
    assert FULL not in found.reasons


@pytest.mark.parametrize(("title", "text"), NO_NEWS, ids=[title for title, _ in NO_NEWS])
def test_who_explains_or_argues_does_not(title: str, text: str) -> None:
    found = judge(Item(title, text + MORE + MORE))
    assert not found.alert, found


def test_what_a_text_gives_away() -> None:
    told = read(Item(*NEWS[0])).cues
    thought = read(Item("The valley and the road", MORE + MORE)).cues
    assert {FULL, "text: many say so"} <= told.keys()
    assert not {"text: names no day", "text: asks", "text: shortened verbs"} & told.keys()
    assert {
        "text: names no day",
        "text: nobody says so",
        "text: asks",
        "text: shortened verbs again and again",
        "text: turns a thought",
        "text: is rather than was",
    } <= thought.keys()


def test_what_others_say_is_not_the_writers() -> None:
    quoted = "“" + MORE.replace("“", "") + "”"
    assert "text: asks" not in read(Item(NEWS[0][0], NEWS[0][1] + quoted)).cues


def test_a_line_gives_no_cues_of_texts() -> None:
    assert not [cue for cue in read(Item("The valley", MORE)).cues if cue.startswith("text: ")]


def test_a_site_parts_from_its_author() -> None:
    title, text = NEWS[0]
    signed = f"{text} The opinions expressed in this commentary are the author's."
    assert (
        not judge(Item(title, signed)).alert
        or judge(Item(title, signed)).score < judge(Item(title, text)).score
    )
