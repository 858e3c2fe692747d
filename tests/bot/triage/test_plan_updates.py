"""What stands in an update: whose news, in which order, and which message it answers."""

from dataclasses import replace
from datetime import timedelta

from bot.model import AlertKind, AlertRecord, Effect, EffectKind, Match
from bot.news.reports import PlacedArticle
from bot.triage.steps import Edit, Gather, Update
from tests.bot.triage.test_plan import (
    ALERT,
    ARREST,
    ATTACK,
    CORRECTION,
    DAY,
    FOUNDING,
    HOUR,
    LOWER,
    MINUTE,
    NOW,
    TOLL,
    decide,
    record,
    report,
    update_of,
)

RESIGNS = (
    "Governor resigns over attack on Tabqa base",
    "Governor Khalil Haddad stepped down on Sunday after the attack on the Tabqa base.",
)
CURFEW = "The town council imposed a curfew in Mansura from nine in the evening."
FLOOD = ("Flood closes mill at Dorvik", "A flood closed the old mill of Dorvik, engineers said.")


def with_more(told: tuple[str, str], *sentences: str) -> tuple[str, str]:
    return told[0], " ".join([told[1], *sentences])


def sources(update: Update | Gather) -> list[int]:
    return [sourced.article_id for sourced in update.facts]


def tells(update: Update, sentence: str) -> bool:
    return sentence in [sourced.fact.text for sourced in update.facts]


def test_a_silent_report_has_its_effect_and_leaves_the_headline() -> None:
    made = decide(report(TOLL, silence="too old"))
    assert made.effects[2].kind is EffectKind.JUMPS
    assert made.headline == ATTACK[0]


def test_48_hours_to_the_second_an_alert_is_still_edited() -> None:
    told = (replace(ALERT, created_at=NOW - 2 * DAY),)
    made = decide(report(ARREST), told=told)
    assert not update_of(made).sequel
    assert made.steps[-1] == Edit(NOW)


def test_an_update_due_in_a_minute_takes_no_more() -> None:
    waiting = record(TOLL, 5, AlertKind.UPDATE, 1, NOW, NOW + MINUTE)
    assert update_of(decide(report(ARREST), told=(ALERT, waiting))).due_at == NOW + 11 * MINUTE


def test_what_is_less_important_joins_a_waiting_update_below() -> None:
    waiting = record(TOLL, 5, AlertKind.UPDATE, 1, NOW, NOW + 5 * MINUTE)
    jumped = report(TOLL, 5, at=NOW - MINUTE, effect=Effect(EffectKind.JUMPS, importance=1000))
    (gathered, _) = decide(report(ARREST), told=(ALERT, waiting), earlier=(FOUNDING, jumped)).steps
    assert isinstance(gathered, Gather)
    assert (gathered.headline, gathered.report_id) == (TOLL[0], 5)
    assert sources(gathered) == [5, 2]


def test_the_report_with_the_headline_comes_first_and_each_adds_what_is_new() -> None:
    made = decide(report(with_more(ARREST, CURFEW), 2), report(with_more(RESIGNS, CURFEW), 3))
    update = update_of(made)
    assert made.effects[3].importance > made.effects[2].importance
    assert (update.headline, update.report_id) == (RESIGNS[0], 3)
    assert sorted(set(sources(update))) == [2, 3]
    assert sources(update)[0] == 3
    assert [sourced.fact.text for sourced in update.facts].count(CURFEW) == 1
    assert {sourced.topic_id for sourced in update.facts} == {None}


def test_news_is_what_no_message_to_everybody_has_told() -> None:
    """Neither an alert nor an update; an alert to newcomers alone does not count."""
    new = report(with_more(ARREST, CURFEW))

    def curfew_is_news(told: AlertRecord) -> bool:
        return tells(update_of(decide(new, told=(ALERT, told))), CURFEW)

    quiet = ("Attack on Tabqa base", CURFEW)
    assert tells(update_of(decide(new)), CURFEW)
    assert not curfew_is_news(record(quiet, 4, AlertKind.UPDATE, 1, NOW - HOUR))
    assert curfew_is_news(record(quiet, 4, AlertKind.ALERT, 1, NOW - HOUR))
    first = record(with_more(ATTACK, CURFEW), at=NOW - HOUR)
    assert not tells(update_of(decide(new, told=(first,))), CURFEW)


def test_news_is_what_no_earlier_report_that_could_alert_has_said() -> None:
    new = report(with_more(ARREST, CURFEW))
    quiet = report(("Attack on Tabqa base", CURFEW), 4, at=NOW - HOUR, effect=Effect(EffectKind.COLOURS))
    assert not tells(update_of(decide(new, earlier=(FOUNDING, quiet))), CURFEW)
    silent = replace(quiet, silence="too old")
    assert tells(update_of(decide(new, earlier=(FOUNDING, silent))), CURFEW)


def test_the_facts_of_an_update_hold_the_words_of_its_reports_first_topic() -> None:
    weak = "Officials said that guards had searched 12 boats and a ferry."
    others = (
        "They came in two pickup trucks and fled into the desert after an hour, witnesses told reporters. "
        "The army closed the road between Raqqa and Mansura on Sunday morning and searched 40 houses.",
        "Governor Khalil Haddad promised 400 more guards for the base.",
        CURFEW,
    )
    new = report(with_more(ARREST, *others, weak))
    found = []
    for matches in (
        (Match("ferries", ("ferry",), 1.0),),
        (Match("houses", ("houses",), 1.0), Match("ferries", ("ferry",), 0.5)),
        (),
    ):
        made: PlacedArticle = replace(new, matches=matches)
        found.append(tells(update_of(decide(made)), weak))
    assert found == [True, False, False]


def test_an_act_after_48_hours_is_told_with_how_the_affair_stands() -> None:
    old = replace(ALERT, created_at=NOW - 49 * HOUR)
    told = (
        old,
        record(TOLL, 5, AlertKind.UPDATE, 1, NOW - 45 * HOUR),
        record(RESIGNS, 6, AlertKind.UPDATE, 2, NOW - 40 * HOUR),
    )
    made = decide(report(ARREST), told=told)
    update = update_of(made)
    assert update.reply_to_id == 6
    assert update.position == 3
    texts = [sourced.fact.text for sourced in update.facts]
    assert len(set(texts)) == len(texts)
    assert {sourced.fact.text for sourced in made.facts} <= set(texts)
    assert {1, 2} <= set(sources(update))
    assert set(sources(update_of(decide(report(ARREST))))) == {2}


def test_a_correction_of_something_else_answers_no_message() -> None:
    told = (record(FLOOD, at=NOW - HOUR),)
    assert update_of(decide(report(CORRECTION), told=told)).reply_to_id is None
    assert update_of(decide(report(CORRECTION))).reply_to_id == ALERT.id
    assert update_of(decide(report(ARREST))).reply_to_id is None


def test_a_figure_revised_downward_answers_the_last_message_with_a_higher_one() -> None:
    flood = record(FLOOD, 6, AlertKind.UPDATE, 1, NOW - 20 * MINUTE)
    assert update_of(decide(report(LOWER), told=(ALERT, flood))).reply_to_id == ALERT.id


def test_a_report_that_was_only_polished_does_what_it_did() -> None:
    """Its new wording edits the alert; that it brought an arrest is told already, and stays so."""
    told = record(ARREST, 2, AlertKind.UPDATE, 1, NOW - HOUR)
    arrest = Effect(EffectKind.DEVELOPS, ("kept",), "arrest", importance=50)
    before = report(ARREST, 2, at=NOW - HOUR, effect=arrest)
    polished = replace(
        report((ARREST[0], ARREST[1].replace("on suspicion of having", "suspected of having")), 2),
        earlier=before.article,
    )
    made = decide(polished, told=(ALERT, told), earlier=(FOUNDING, before))
    assert made.effects == {2: arrest}
    assert not any(isinstance(step, Update) for step in made.steps)
    news = replace(report(with_more(RESIGNS, ARREST[1]), 2), earlier=before.article)
    made = decide(news, told=(ALERT, told), earlier=(FOUNDING, before))
    assert made.effects[2] != arrest
    assert update_of(made).headline == RESIGNS[0]


def test_an_edit_is_news_beside_what_the_item_said_before() -> None:
    edited = report(ARREST, 2)
    made = decide(replace(edited, earlier=report(TOLL, 2).article), earlier=(FOUNDING, edited))
    assert (update_of(made).headline, update_of(made).report_id) == (ARREST[0], 2)


def test_what_a_silent_report_of_the_same_run_said_is_news_all_the_same() -> None:
    made = decide(report(ARREST, 2, silence="too old"), report(ARREST, 3))
    assert update_of(made).report_id == 3


def test_why_a_report_stands_where_it_does_is_among_the_reasons() -> None:
    placed = replace(report(ARREST), placement="apart: other country (Niger, Iraq)")
    assert decide(placed).effects[2].reasons[-1] == placed.placement


def test_two_figures_changed_in_one_fact_are_told_apart() -> None:
    before = ("Strike on Raqqa", "The strike killed 12 people and wounded 30 others in Raqqa on Sunday.")
    after = (
        "Strike on Raqqa: 45 killed",
        "The strike killed 45 people and wounded 90 others in Raqqa on Sunday.",
    )
    founding = report(before, 1, at=NOW - HOUR, effect=Effect(EffectKind.FOUNDS))
    made = decide(report(after), told=(record(before, at=NOW - HOUR),), earlier=(founding,))
    notes = [sourced.note for sourced in update_of(made).facts]
    assert notes == ["killed now 45 (earlier 12), wounded now 90 (earlier 30)"]


def test_updates_of_one_run_keep_their_distance() -> None:
    denial = (
        "Clan denies attacking Tabqa base",
        "The Harun clan denied that its men attacked the Tabqa base.",
    )
    updates = [
        step for step in decide(report(denial, 2), report(ARREST, 3)).steps if isinstance(step, Update)
    ]
    assert [update.due_at - NOW for update in updates] == [timedelta(0), 10 * MINUTE]
