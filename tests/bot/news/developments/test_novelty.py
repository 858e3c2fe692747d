"""The signs by which news is told from another wording of it."""

import math
from datetime import UTC, datetime, timedelta

import pytest

from bot.news.acts.act import Act
from bot.news.acts.recognise import ReportedAct
from bot.news.developments import weights
from bot.news.developments.decide import new_acts
from bot.news.developments.novelty import Signs, is_new, is_news, is_told, read_signs
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)


def view(title: str, text: str = "", publisher: str = "Fjord Desk", hours: float = 0) -> ReportView:
    return ReportView(1, publisher, title, text, "en", NOON + timedelta(hours=hours))


LANDSLIDE = view(
    "Landslide buries road near Odda", "A landslide buried the road to Odda on Tuesday, police said."
)
DEAD = view("Landslide near Odda kills six", "Six people were killed by the landslide near Odda.", hours=1)


def signs(report: ReportView, *earlier: ReportView) -> Signs:
    return read_signs(report, earlier, earlier[0].published_at, new_acts(report, earlier))


def test_every_sign_has_its_weight() -> None:
    assert set(weights.WEIGHTS) == set(Signs._fields)


@pytest.mark.parametrize(
    ("report", "sign", "value"),
    [
        (view("Foreman arrested over landslide"), "new_act", 1.0),
        (view("Landslide kills six near Odda"), "new_act", 0.0),
        (view("Foreman arrested over landslide"), "act_aside", 0.0),
        (view("Villagers gather after foreman is arrested"), "act_aside", 1.0),
        (view("Villagers gather after foreman is arrested"), "new_act", 0.0),
        (view("As army withdraws, villages near Odda count the cost"), "act_aside", 1.0),
        (view("Road reopens"), "known", 2.0),
        (view("Road to Odda shut for 14 days"), "new_number", 1.0),
        (view("Six killed near Odda"), "new_number", 0.0),
        (view("Five killed near Odda", publisher="Late Post"), "new_number", 0.0),
        (view("Five killed near Odda, not six"), "new_number", 1.0),
        (view("More than five killed near Odda"), "new_number", 0.0),
        (view("More than fifty killed near Odda"), "new_number", 1.0),
        (
            view("Statement on the events at Odda", "Nine villagers left on Tuesday."),
            "new_number",
            1.0,
        ),
        (view("Press release: Odda", "Police arrested a foreman on Tuesday."), "new_act", 1.0),
        (view("Circular: villagers barred", "Nine villagers live there."), "new_number", 0.0),
        (view("Landslide kills nine near Odda"), "higher_toll", 1.0),
        (view("Landslide kills six near Odda"), "higher_toll", 0.0),
        (view("Road reopens", "The road to Odda reopened on Friday."), "dated", 1.0),
        (view("Road reopens", "The road to Odda is open again."), "dated", 0.0),
        (view("Was the slope unsafe?"), "asks", 1.0),
        (view("Slope was unsafe"), "asks", 0.0),
        (view("Road reopens", hours=2), "since_last", math.log(2)),
        (view("Road reopens", hours=2), "since_news", math.log(3)),
        (view("Road reopens", hours=-2), "since_news", 0.0),
        (view("Road reopens"), "heard", 1.0),
        (view("Road reopens", publisher="Late Post"), "heard", 0.0),
        (view("Landslide near Odda kills six", hours=3), "told_lately", 1.0),
        (view("Landslide near Odda kills six", hours=9), "told_lately", 0.0),
        (view("Ferry timetable changes"), "told_lately", 0.0),
    ],
)
def test_a_sign_is_read(report: ReportView, sign: str, value: float) -> None:
    assert getattr(signs(report, LANDSLIDE, DEAD), sign) == pytest.approx(value)


def test_news_of_a_known_publisher_is_sent_and_a_paraphrase_is_not() -> None:
    news = view("Prosecutor opens case against road company", "One was opened on Tuesday.", hours=5)
    again = view("Six dead in landslide by Odda", "Six died in the landslide.", "Late Post", hours=1.5)
    assert is_news(signs(news, LANDSLIDE, DEAD))
    assert not is_news(signs(again, LANDSLIDE, DEAD))


@pytest.mark.parametrize(
    ("titles", "act", "new"),
    [
        ([], Act.ARREST, True),
        (["Foreman arrested over landslide"], Act.ARREST, False),
        (["Foreman arrested over landslide", "Court frees foreman"], Act.ARREST, True),
        (["Army and rebels agree ceasefire"], Act.CEASEFIRE, False),
        (["Army and rebels agree ceasefire", "Rebels break ceasefire"], Act.CEASEFIRE, True),
    ],
)
def test_an_act_is_new_until_it_is_told_and_again_once_undone(titles: list[str], act: Act, new: bool) -> None:
    report = view(f"{titles[0] if titles else 'Foreman arrested'} again")
    assert is_new(ReportedAct(act, ""), report, [view(title) for title in titles]) is new


def test_an_act_of_another_matter_does_not_make_it_old() -> None:
    road = view("Army shuts coast road", "The army closed the coast road.")
    order = ReportedAct(Act.ORDER, "Governor")
    assert is_new(order, view("Governor orders curfew in Odda after landslide"), [road])
    assert not is_new(
        order, view("Governor orders curfew in Odda"), [view("Curfew ordered in Odda by governor")]
    )


def test_a_new_blast_is_another_one_but_new_zealand_is_a_place() -> None:
    told = view("Two killed by mosque gunman in New Zealand", "Two people were killed.")
    assert new_acts(view("Mosque gunman in New Zealand killed two", hours=9), [told]) == []
    assert new_acts(view("New blast kills two at Zealand harbour", hours=9), [told]) != []


def test_what_was_announced_is_news_again_once_it_is_done() -> None:
    plan, done = view("Army to withdraw from Odda pass"), view("Army withdraws from Odda pass", hours=9)
    assert [act.coming for act in new_acts(done, [plan])] == [False]
    assert new_acts(view("Army will withdraw from Odda pass"), [plan]) == []
    assert new_acts(view("Army to withdraw from Odda pass"), [done]) == []


def test_what_reads_like_news_is_worth_more_than_a_question_to_the_reader() -> None:
    ban = view("Minister bans heavy lorries from Odda road", "The minister banned lorries on Tuesday.")
    talk = view("What the Odda landslide says about us: five things to know", "Our panel weighs in.")
    assert signs(ban, LANDSLIDE).worth > 1 > signs(talk, LANDSLIDE).worth


def test_a_headline_that_an_old_report_has_told_whole_is_told() -> None:
    assert is_told(view("Six killed by landslide near Odda", hours=90), [LANDSLIDE, DEAD])
    assert not is_told(view("Road to Odda reopens", hours=90), [LANDSLIDE, DEAD])
