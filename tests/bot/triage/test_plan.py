"""What new reports of a story lead to: the decision alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model import AlertKind, AlertRecord, Effect, EffectKind, Fact, Match, SourcedFact, StoredArticle
from bot.news.reports import PlacedArticle, summary_of
from bot.triage.pace import UpdatePace, next_update_at
from bot.triage.plan import GATHERED, plan
from bot.triage.steps import Affair, Announce, Edit, Gather, StoryPlan, Update

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ATTACK = (
    "Gunmen attack Tabqa base, killing 12 soldiers",
    "Gunmen attacked the Tabqa base before dawn on Sunday and killed 12 soldiers, the army said. "
    "They came in two pickup trucks and fled into the desert after an hour.",
)
AGAIN = (
    "Twelve soldiers killed in attack on Tabqa base",
    "The army said that 12 soldiers were killed when gunmen attacked the Tabqa base before dawn on Sunday.",
)
TOLL = (
    "Toll of attack on Tabqa base rises to 25",
    "The army said that 25 soldiers were killed when gunmen attacked the Tabqa base before dawn on Sunday.",
)
SMALL = (
    "Toll of attack on Tabqa base at 13",
    "The army said that 13 soldiers were killed when gunmen attacked the Tabqa base before dawn on Sunday.",
)
LOWER = (
    "Army lowers toll of attack on Tabqa base to nine",
    "Nine soldiers and not 12 were killed in the attack on the Tabqa base, a general told Parliament, "
    "because three had been counted twice in a field hospital.",
)
ARREST = (
    "Baker arrested over attack on Tabqa base",
    "Soldiers arrested a baker on suspicion of having sheltered the gunmen who attacked the Tabqa base.",
)
DENIAL = (
    "Clan denies attacking Tabqa base",
    "The Harun clan denied on Sunday that its men had attacked the Tabqa base.",
)
CORRECTION = (
    "Correction: attack on Tabqa base",
    "In our report on the Tabqa base we wrote that the gunmen came in two pickup trucks. This was wrong.",
)
PACE = UpdatePace()


def report(
    told: tuple[str, str], number: int = 2, *topics: str, at: datetime = NOW, **more: object
) -> PlacedArticle:
    title, text = told
    publisher = str(more.get("publisher", f"Paper {number}"))
    article = StoredArticle(
        number, 1, publisher, "http://post.example/1", title, text, "en", at, True, NOW, False
    )
    matches = tuple(
        Match(topic, ("Tabqa",), 1 - place / 10) for place, topic in enumerate(topics or ("raqqa",))
    )
    copy_of, silence = more.get("copy_of"), more.get("silence")
    effect = more.get("effect")
    assert copy_of is None or isinstance(copy_of, int)
    assert silence is None or isinstance(silence, str)
    assert effect is None or isinstance(effect, Effect)
    kind, optional = str(more.get("kind", "news")), bool(more.get("optional"))
    return PlacedArticle(article, matches, copy_of, silence, kind=kind, effect=effect, optional=optional)


def record(
    told: tuple[str, str],
    number: int = 1,
    kind: AlertKind = AlertKind.ALERT,
    position: int = 0,
    at: datetime = NOW,
    due_at: datetime | None = None,
) -> AlertRecord:
    title, text = told
    facts = tuple(SourcedFact(Fact(part, part, 0, len(part)), number) for part in text.split(". "))
    return AlertRecord(
        number,
        1,
        kind,
        position,
        facts,
        at,
        due_at or at,
        title,
        number if kind is AlertKind.UPDATE else None,
    )


FOUNDING = report(ATTACK, 1, at=NOW - HOUR, effect=Effect(EffectKind.FOUNDS))
ALERT = record(ATTACK, at=NOW - HOUR)


def decide(
    *reports: PlacedArticle,
    told: tuple[AlertRecord, ...] = (ALERT,),
    earlier: tuple[PlacedArticle, ...] = (FOUNDING,),
    edited_at: datetime | None = None,
    pace: UpdatePace = PACE,
) -> StoryPlan:
    return plan(Affair(1, ATTACK[0], earlier, told, edited_at), reports, pace, NOW)


def update_of(made: StoryPlan) -> Update:
    (update,) = (step for step in made.steps if isinstance(step, Update))
    return update


def test_the_first_report_that_may_alert_announces_the_story_with_its_own_facts() -> None:
    made = decide(report(ATTACK, 1, silence="baseline"), report(ATTACK, 2), told=(), earlier=())
    assert made.steps == (Announce(),)
    assert {sourced.article_id for sourced in made.facts} == {2}
    assert decide(report(ATTACK, silence="too old"), told=(), earlier=()).steps == ()
    assert decide(report(TOLL, silence="too old")).steps == ()


def test_nothing_new_edits_at_once_and_then_five_minutes_apart() -> None:
    assert decide(report(AGAIN)).steps == (Edit(NOW),)
    assert decide(report(AGAIN), edited_at=NOW - MINUTE).steps == (Edit(NOW + 4 * MINUTE),)
    assert decide(report(AGAIN), edited_at=NOW - HOUR).steps == (Edit(NOW),)


def test_a_live_page_only_brings_an_alert_up_to_date() -> None:
    first = report(ATTACK, 1, at=NOW - HOUR, effect=Effect(EffectKind.FOUNDS), kind="live")
    assert decide(report(DENIAL, 3, kind="live"), earlier=(first,)).steps == (Edit(NOW),)
    edited = replace(report(DENIAL, 1, kind="live"), earlier=first.article)
    assert decide(edited, earlier=(first,)).steps == (Edit(NOW),)
    assert update_of(decide(report(DENIAL, 3), earlier=(first,))).report_id == 3
    assert decide(report(DENIAL, 3, kind="live")).steps == (Edit(NOW),)


def test_an_update_that_is_not_surely_news_is_made_all_the_same() -> None:
    assert update_of(decide(replace(report(ARREST, 3), sure=False))).report_id == 3


def optional(told: tuple[str, str], number: int, **more: object) -> PlacedArticle:
    """An analysis that alerts only the chats that chose analyses."""
    made = report(told, number, silence="kind: analysis", optional=True, kind="analysis", **more)  # type: ignore[arg-type]
    return replace(made, sure=False)


def test_what_only_some_chats_chose_announces_a_story_that_nobody_was_told_of() -> None:
    made = decide(optional(ATTACK, 1), told=(), earlier=())
    assert made.steps == (Announce(),)
    assert {sourced.article_id for sourced in made.facts} == {1}
    assert decide(replace(optional(ATTACK, 1), optional=False), told=(), earlier=()).steps == ()


def test_what_only_some_chats_chose_changes_nothing_where_everybody_was_told() -> None:
    made = decide(optional(DENIAL, 3))
    assert made.steps == ()
    assert made.headline == ATTACK[0]
    assert {sourced.article_id for sourced in made.facts} == {1}
    # Even beside news in one batch: what others read is of the news alone.
    both = decide(report(ARREST, 4), optional(DENIAL, 3))
    assert update_of(both).report_id == 4
    assert {sourced.article_id for sourced in both.facts} <= {1, 4}


def test_news_after_what_only_some_chats_heard_takes_over_the_alert() -> None:
    founding = optional(ATTACK, 1, at=NOW - HOUR, effect=Effect(EffectKind.FOUNDS))
    assert decide(optional(DENIAL, 3), earlier=(founding,)).steps == (Edit(NOW),)
    made = decide(report(ARREST, 4), earlier=(founding,))
    assert update_of(made).headline == ARREST[0]
    assert {sourced.article_id for sourced in made.facts} == {4}
    # An analysis that nobody was sent is no report that news could repeat.
    untold = decide(report(ATTACK, 4), told=(), earlier=(founding,))
    assert untold.effects[4].kind is EffectKind.FOUNDS


def test_the_same_from_the_same_publisher_changes_nothing() -> None:
    assert decide(report(ATTACK, publisher="Paper 1")).steps == ()


def test_a_copy_says_nothing_new_whatever_stands_in_it() -> None:
    assert decide(report(TOLL, copy_of=1)).steps == (Edit(NOW),)


@pytest.mark.parametrize("told", [TOLL, LOWER, ARREST, DENIAL, CORRECTION], ids=lambda told: told[0])
def test_news_is_an_update_under_its_own_headline_and_renews_the_alert(told: tuple[str, str]) -> None:
    made = decide(report(told))
    update = update_of(made)
    assert (update.headline, update.report_id, update.position) == (told[0], 2, 1)
    assert update.due_at == NOW
    assert isinstance(made.steps[-1], Edit)
    assert (made.headline == told[0]) is (told is not CORRECTION)


def test_a_small_rise_edits_silently_and_the_alert_gives_the_new_figure() -> None:
    made = decide(report(SMALL))
    assert made.steps == (Edit(NOW),)
    assert any("13 soldiers" in sourced.fact.text for sourced in made.facts)
    assert not any("12 soldiers" in sourced.fact.text for sourced in made.facts)


def test_a_small_rise_that_can_no_longer_be_edited_in_is_told_without_a_sound() -> None:
    old = replace(ALERT, created_at=NOW - 49 * HOUR)
    update = update_of(decide(report(SMALL), told=(old,)))
    assert (update.silent, update.headline, update.report_id) == (True, SMALL[0], 2)
    assert "13 soldiers" in update.facts[0].fact.text
    beside_an_act = update_of(decide(report(SMALL), report(ARREST, 3), told=(old,)))
    assert (beside_an_act.silent, beside_an_act.headline) == (False, ARREST[0])
    waiting = record(ARREST, 5, AlertKind.UPDATE, 1, NOW, NOW + 5 * MINUTE)
    (gathered,) = decide(report(SMALL), told=(old, waiting)).steps
    assert isinstance(gathered, Gather)


def test_a_figure_that_changed_says_what_it_was() -> None:
    (fact,) = update_of(decide(report(TOLL))).facts
    assert fact.note == "now 25 (earlier 12)"


def test_a_sentence_that_gives_both_figures_needs_no_note() -> None:
    assert [fact.note for fact in update_of(decide(report(LOWER))).facts] == [""]


def test_what_is_put_right_answers_the_message_that_told_it() -> None:
    update = record(TOLL, 5, AlertKind.UPDATE, 1, NOW - 30 * MINUTE)
    earlier = (FOUNDING, report(TOLL, 5, at=NOW - 30 * MINUTE, effect=Effect(EffectKind.JUMPS)))
    lowered = update_of(decide(report(LOWER), told=(ALERT, update), earlier=earlier))
    assert lowered.reply_to_id == update.id
    corrected = update_of(decide(report(CORRECTION), told=(ALERT, update), earlier=earlier))
    assert corrected.reply_to_id == ALERT.id


@pytest.mark.parametrize(
    ("due_in", "wanted"),
    [
        (-HOUR, 0 * HOUR),
        (-4 * MINUTE, 6 * MINUTE),
        (0 * HOUR, 10 * MINUTE),
        # It may be rendered already: what is added now would reach nobody.
        (timedelta(seconds=20), 10 * MINUTE + timedelta(seconds=20)),
    ],
)
def test_updates_are_ten_minutes_apart(due_in: timedelta, wanted: timedelta) -> None:
    earlier = record(TOLL, 5, AlertKind.UPDATE, 1, NOW - HOUR, NOW + due_in)
    update = update_of(decide(report(ARREST), told=(ALERT, earlier)))
    assert (update.position, update.due_at - NOW) == (2, wanted)


def test_what_comes_sooner_is_gathered_the_most_important_on_top() -> None:
    waiting = record(TOLL, 5, AlertKind.UPDATE, 1, NOW, NOW + 5 * MINUTE)
    told_toll = report(TOLL, 5, at=NOW - MINUTE, effect=Effect(EffectKind.JUMPS, importance=10))
    made = decide(report(ARREST), told=(ALERT, waiting), earlier=(FOUNDING, told_toll))
    gathered = made.steps[0]
    assert isinstance(gathered, Gather)
    assert (gathered.alert_id, gathered.headline, gathered.report_id) == (5, ARREST[0], 2)
    assert {sourced.article_id for sourced in gathered.facts} == {2, 5}
    important = replace(told_toll, effect=Effect(EffectKind.JUMPS, importance=1000))
    made = decide(report(ARREST), told=(ALERT, waiting), earlier=(FOUNDING, important))
    assert isinstance(made.steps[0], Gather)
    assert made.steps[0].headline == TOLL[0]


def test_a_gathered_update_has_its_bounds() -> None:
    parts = ". ".join(f"Reporter {number} came to the base" for number in range(2 * GATHERED))
    waiting = record((TOLL[0], parts), 5, AlertKind.UPDATE, 1, NOW, NOW + 5 * MINUTE)
    (gathered, _) = decide(report(ARREST), told=(ALERT, waiting)).steps
    assert isinstance(gathered, Gather)
    assert len(gathered.facts) == GATHERED
    assert gathered.facts[0].article_id == 2


def test_a_denial_waits_for_nobody() -> None:
    waiting = record(TOLL, 5, AlertKind.UPDATE, 1, NOW, NOW + 5 * MINUTE)
    assert update_of(decide(report(DENIAL), told=(ALERT, waiting))).due_at == NOW


def test_a_denial_and_an_arrest_of_one_run_are_two_updates() -> None:
    made = decide(report(DENIAL, 2), report(ARREST, 3))
    updates = [step for step in made.steps if isinstance(step, Update)]
    assert [(step.report_id, step.position) for step in updates] == [(2, 1), (3, 2)]
    assert updates[1].due_at > updates[0].due_at


def test_after_48_hours_an_act_is_told_like_an_alert_in_reply_to_the_last_message() -> None:
    old = replace(ALERT, created_at=NOW - 49 * HOUR)
    last = record(TOLL, 5, AlertKind.UPDATE, 1, NOW - 40 * HOUR)
    made = decide(report(ARREST), told=(old, last))
    update = update_of(made)
    assert update.sequel
    assert update.reply_to_id == last.id
    assert not any(isinstance(step, Edit) for step in made.steps)
    assert not update_of(decide(report(ARREST))).sequel
    assert {sourced.article_id for sourced in update.facts} == {1, 2}
    founding = report(ATTACK, 1, at=NOW - 49 * HOUR)
    late = update_of(decide(report(ARREST), told=(old, last), earlier=(founding,)))
    assert {sourced.article_id for sourced in late.facts} == {2}, "what is two days old is no news beside it"


def test_what_is_surely_news_is_told_where_only_a_silent_alert_came_before_it() -> None:
    silent = replace(ALERT, silent=True)
    unsure = replace(FOUNDING, sure=False)
    made = decide(report(AGAIN), told=(silent,), earlier=(unsure,))
    assert update_of(made).headline == AGAIN[0]
    assert made.headline == AGAIN[0]
    assert {sourced.article_id for sourced in made.facts} == {2}
    assert not any(isinstance(step, Update) for step in decide(report(AGAIN)).steps)
    unsure_too = replace(report(AGAIN), sure=False)
    assert decide(unsure_too, told=(silent,), earlier=(unsure,)).steps == (Edit(NOW),)
    told = (silent, record(TOLL, 5, AlertKind.UPDATE, 1, NOW - HOUR))
    assert not any(isinstance(s, Update) for s in decide(report(AGAIN), told=told, earlier=(unsure,)).steps)


def test_nothing_is_edited_after_48_hours_but_what_newcomers_got_since_may_be() -> None:
    old = replace(ALERT, created_at=NOW - 49 * HOUR)
    late = record(ATTACK, 4, position=1, at=NOW - HOUR)
    assert decide(report(AGAIN), told=(old,)).steps == ()
    assert decide(report(AGAIN), told=(old, late)).steps == (Edit(NOW),)


def test_a_pace_delays_and_never_ends() -> None:
    pace = UpdatePace(per_hour=2, per_day=3)
    assert next_update_at([], pace, NOW) == NOW
    assert next_update_at([NOW - 30 * MINUTE], pace, NOW) == NOW
    assert next_update_at([NOW - 30 * MINUTE, NOW - 15 * MINUTE], pace, NOW) == NOW + 30 * MINUTE
    day = [NOW - 20 * HOUR, NOW - 10 * HOUR, NOW - 5 * HOUR]
    assert next_update_at(day, pace, NOW) == NOW + 4 * HOUR
    assert next_update_at([*day, NOW + 4 * HOUR], pace, NOW) == NOW + 14 * HOUR


def test_every_report_gets_its_effect_and_the_next_is_judged_by_it() -> None:
    made = decide(report(ARREST, 2), report(ARREST, 3))
    assert made.effects[2].kind is EffectKind.DEVELOPS
    assert made.effects[3].kind is EffectKind.CONFIRMS


def test_facts_are_chosen_for_each_topic_but_not_for_dozens() -> None:
    two = summary_of([report(ATTACK, 1, "raqqa", "isis")])
    assert {fact.topic_id for fact in two} == {"raqqa", "isis"}
    many = summary_of([report(ATTACK, 1, *(f"t{number}" for number in range(9)))])
    assert {fact.topic_id for fact in many} == {None, "t0", "t1", "t2", "t3", "t4"}


def test_publishers_that_differ_at_the_same_time_are_named() -> None:
    made = decide(
        report(("Attack on Tabqa base", "The attack on the Tabqa base killed 30 soldiers."), at=NOW - HOUR)
    )
    assert [difference.figures for difference in made.differences] == [(("12", "Paper 1"), ("30", "Paper 2"))]
    assert decide(report(TOLL)).differences == ()
