"""A paraphrase is not news; another figure, name or happening is."""

import pytest

from bot.model import Fact
from bot.news.figures.novelty import corrections, further_facts, new_facts, senses

SENT = [
    "A car bomb killed 12 people in Raqqa on Monday.",
    "The Islamic State group claimed responsibility for the attack in a statement on its news agency.",
]


def fact(text: str) -> Fact:
    return Fact(text, text, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed by a car bomb in the city of Raqqa, the Observatory said.",
        "A bomb blast in Raqqa left at least 12 dead on Monday, Reuters reported.",
        "ISIS claimed responsibility.",
        "Islamic State said it carried out the bombing.",
        "The attack in Raqqa killed a dozen people, according to SANA.",
    ],
)
def test_a_paraphrase_is_not_new(text: str) -> None:
    assert new_facts(SENT, [fact(text)]) == []


def test_a_country_and_its_people_are_one() -> None:
    sent = ["Iraq's special forces seized the group's top banker in a raid on a farmhouse near Orn, it said."]
    paraphrase = fact(
        "Iraqi commandos captured a man described as the group's banker in a raid on a farm near Orn."
    )
    assert new_facts(sent, [paraphrase]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The death toll rose to 15, SANA said.",
        "Kurdish commander Mazlan Abdar was among the wounded.",
        "The bomber drove a truck into a checkpoint of the Syrian Democratic Forces.",
        "Security forces closed every road into the centre and imposed a curfew.",
    ],
)
def test_another_figure_name_or_event_is_new(text: str) -> None:
    assert new_facts(SENT, [fact(text)]) == [fact(text)]


def test_of_two_candidates_that_say_the_same_the_first_counts() -> None:
    first = fact("Security forces closed every road into the centre and imposed a curfew.")
    second = fact("A curfew was imposed and security forces closed every road into the centre.")
    assert new_facts(SENT, [first, second]) == [first]


def test_everything_is_new_to_a_chat_that_was_sent_nothing() -> None:
    facts = [fact(text) for text in SENT]
    assert new_facts([], facts) == facts
    assert new_facts(SENT, facts) == []
    assert corrections([], facts) == []


def test_a_changed_toll_is_a_correction() -> None:
    news = fact("The death toll from the bombing rose to 15, officials said on Tuesday.")
    (correction,) = corrections(SENT, [news])
    assert (correction.fact, correction.label, correction.now, correction.earlier) == (
        news,
        "Killed",
        "15",
        "12",
    )


def test_the_latest_figure_sent_is_the_earlier_one() -> None:
    sent = [*SENT, "The death toll rose to 15."]
    assert [c.earlier for c in corrections(sent, [fact("The death toll rose to 19.")])] == ["15"]


@pytest.mark.parametrize(
    "text",
    [
        "The bombing in Raqqa killed 12 people.",
        "The bombing in Raqqa killed 9 people.",
        "The bombing in Raqqa wounded 15 people.",
        "The bombing in Raqqa killed 15 soldiers.",
        "Bombings in Raqqa have killed 150 people since 2018.",
        "A bombing in Homs killed 20 people.",
    ],
)
def test_no_correction_without_a_newer_figure_for_the_same_thing(text: str) -> None:
    assert corrections(SENT, [fact(text)]) == []


def test_a_toll_that_was_revised_down_is_a_correction() -> None:
    news = fact("Officials revised the death toll to 9 from 12.")
    assert [(c.now, c.earlier) for c in corrections(SENT, [news])] == [("9", "12")]


def test_a_second_lead_is_no_further_fact_but_a_detail_is() -> None:
    sent = ["The hospital of Orn opened a 48-bed ward for children, the first since shelling in 2017."]
    lead = fact(
        "The children's ward of the hospital of Orn opened with 48 beds, eight years after the shelling."
    )
    detail = fact("A foundation in Rotterdam sent eleven tonnes of equipment by road.")
    assert new_facts(sent, [lead, detail]) == [lead, detail]
    assert further_facts(sent, [lead, detail]) == [detail]


def test_chinese_words_tell_whether_a_fact_is_new() -> None:
    sent = ["叙利亚拉卡市场爆炸造成至少五人死亡，民防部门说。"]
    assert senses("拉卡市場爆炸", "zh") == senses("拉卡市场爆炸", "zh") == {"拉卡", "市场", "场爆", "爆炸"}
    assert further_facts(sent, [fact("拉卡市场的爆炸造成五人死亡。")], "zh") == []
    arrest = fact("警方在郊区一处农场逮捕两名兄弟。")
    assert further_facts(sent, [arrest], "zh") == [arrest]
