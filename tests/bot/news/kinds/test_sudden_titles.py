"""A few words about a disaster, an ultimatum or a rescue alert without a toll."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.kinds.sudden_titles import after_teaser

SUDDEN = [
    ("Orn dam breaks", "A dam north of Orn broke on Monday."),
    ("Dam breaks near Orn", "A dam broke near Orn on Monday, officials said."),
    ("Fire guts Orn grain silo", "A fire gutted a grain silo in Orn on Sunday."),
    ("Orn mill burns down", "A mill in Orn burned down on Sunday night."),
    ("Gas leak empties Orn museum", "A gas leak emptied the museum in Orn on Sunday."),
    ("Orn bridge swept away", "A bridge in Orn was swept away on Monday."),
    ("Lorry ploughs into Orn market", "A lorry ploughed into a market in Orn on Monday."),
    ("Museum in Orn robbed", "The museum in Orn was robbed on Monday."),
    ("Orn without power", "Orn was without power on Monday."),
    ("Eleven children brought out alive", "Eleven children were brought out alive from a cave near Orn."),
    ("Orn exam leak: 4 teachers held", "Four teachers were held in Orn on Sunday over exam papers."),
    ("Rebel leader's deputy surfaces in video", "The deputy of the dead leader appeared in a video."),
    ("Orn gives Lom until mid-May to be out of Agad", "Orn gave Lom until mid-May to be out of Agad."),
    ("Orn tells Lom to withdraw troops by January", "Orn told Lom to withdraw its troops by January."),
]
TEASED = [
    ("Why Orn went dark: dam turbines shelled", "Shells hit the turbines of the dam on Sunday."),
    (
        "What we feared has happened: Orn dam gate fails, streets flooded",
        "A gate of the dam failed on Monday and streets were flooded.",
    ),
]
NOTHING = [
    ("Why Orn fell: bombs, thirst and a deal", "For three years the city had held out."),
    (
        "How the war was lost: a general's plan fails",
        "It is a story of pride, and of roads that led nowhere.",
    ),
    ("Novel in which a dam breaks near Orn wins prize", "The book won the prize."),
]


@pytest.mark.parametrize(("title", "line"), SUDDEN)
def test_a_disaster_in_few_words_alerts(title: str, line: str) -> None:
    assert judge(Item(title, line)).alert
    assert judge(Item(title)).alert


@pytest.mark.parametrize(("title", "line"), TEASED)
def test_an_event_after_a_teaser_alerts(title: str, line: str) -> None:
    assert judge(Item(title, line)).alert
    told = after_teaser(title, line)
    assert told != title
    assert title.endswith(told)


@pytest.mark.parametrize(("title", "line"), NOTHING)
def test_an_explanation_or_a_novel_does_not(title: str, line: str) -> None:
    assert after_teaser(title, line) == title
    assert not judge(Item(title, line)).alert
