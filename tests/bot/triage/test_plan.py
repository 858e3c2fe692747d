"""What to say of a story after new reports: the decision alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model import AlertKind, AlertRecord, Fact, Match, SourcedFact, StoredArticle
from bot.news.reports import PlacedArticle, facts_of
from bot.triage.plan import GATHERED, Announce, Edit, Gather, Plan, Update, plan

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ATTACK = (
    "Gunmen attacked the Tabqa base before dawn on Sunday and killed 12 soldiers, the army said. "
    "They came in two pickup trucks and fled into the desert after an hour. "
    "The army closed the road between Raqqa and Tabqa on Sunday morning."
)
AGAIN = (
    "The army said that 12 soldiers were killed when gunmen attacked the Tabqa base before dawn on Sunday."
)
TOLL = "The army said that 15 soldiers were killed when gunmen attacked the Tabqa base before dawn on Sunday."
CURFEW = "A curfew was imposed in the town of Tabqa from nine in the evening, the council said."
GUARDS = "Governor Khalil Haddad promised 400 more guards for the Tabqa base."
HEADLINE = "Gunmen attack Tabqa base"


def report(
    text: str, number: int = 2, *topics: str, copy_of: int | None = None, silence: str | None = None
) -> PlacedArticle:
    article = StoredArticle(
        number, 1, "Post", "http://post.example/1", HEADLINE, text, "en", NOW, True, NOW, False
    )
    matches = tuple(
        Match(topic, ("Tabqa",), 1 - place / 10) for place, topic in enumerate(topics or ("raqqa",))
    )
    return PlacedArticle(article, matches, copy_of, silence)


def record(
    *texts: str,
    kind: AlertKind = AlertKind.ALERT,
    position: int = 0,
    at: datetime = NOW,
    wait: timedelta = 0 * HOUR,
) -> AlertRecord:
    facts = tuple(SourcedFact(Fact(text, text, 0, len(text)), 1) for text in texts)
    return AlertRecord(10 * (kind is AlertKind.UPDATE) + position, 1, kind, position, facts, at, at + wait)


def updated(position: int, due_at: datetime, *texts: str) -> AlertRecord:
    return replace(record(*texts, kind=AlertKind.UPDATE, position=position), due_at=due_at)


ALERT = record(*ATTACK.split(". "))


def decide(
    *reports: PlacedArticle,
    told: tuple[AlertRecord, ...] = (ALERT,),
    edited_at: datetime | None = None,
    updates: int = 5,
) -> Plan:
    return plan(reports, told, edited_at, updates, NOW, HEADLINE)


def test_the_first_report_that_may_alert_announces_the_story_with_its_own_facts() -> None:
    decided = decide(report(GUARDS, 1, silence="baseline"), report(ATTACK, 2), told=())
    assert isinstance(decided, Announce)
    assert {fact.article_id for fact in decided.facts} == {2}
    assert decide(report(ATTACK, silence="too old"), told=()) is None
    assert decide(report(TOLL, silence="too old")) is None


def test_nothing_new_edits_at_once_and_then_five_minutes_apart() -> None:
    assert decide(report(AGAIN)) == Edit(NOW)
    assert decide(report(AGAIN), edited_at=NOW - MINUTE) == Edit(NOW + 4 * MINUTE)
    assert decide(report(AGAIN), edited_at=NOW - HOUR) == Edit(NOW)


def test_nothing_is_edited_after_48_hours_but_what_newcomers_got_since_may_be() -> None:
    old = replace(ALERT, created_at=NOW - 49 * HOUR)
    assert decide(report(AGAIN), told=(replace(ALERT, created_at=NOW - 48 * HOUR),)) == Edit(NOW)
    late = record(GUARDS, position=1, at=NOW - HOUR)
    assert decide(report(AGAIN), told=(old,)) is None
    assert decide(report(AGAIN), told=(old, late)) == Edit(NOW)


def test_a_copy_says_nothing_new_whatever_stands_in_it() -> None:
    assert decide(report(TOLL, copy_of=1)) == Edit(NOW)
    decided = decide(report(TOLL, 2, copy_of=1), report(GUARDS, 3))
    assert isinstance(decided, Update)
    assert [(fact.article_id, fact.fact.text) for fact in decided.facts] == [(3, GUARDS)]


def test_an_update_has_the_new_facts_of_every_report_each_once() -> None:
    decided = decide(report(GUARDS, 2), report(GUARDS, 3), report(CURFEW, 4))
    assert isinstance(decided, Update)
    assert [(fact.article_id, fact.fact.text) for fact in decided.facts] == [(2, GUARDS), (4, CURFEW)]
    again = decide(
        report(GUARDS, 2), report(CURFEW, 3), report(GUARDS, 4), told=(ALERT, updated(1, NOW - HOUR, CURFEW))
    )
    assert isinstance(again, Update)
    assert [fact.article_id for fact in again.facts] == [2]


def test_an_update_holds_the_words_of_the_topic_that_the_report_met_best() -> None:
    """The sentence about the ferry is the weakest of the text; only its topic brings it in."""
    weak = "Somebody added later that there was a ferry."
    about = replace(
        report(f"{ATTACK} {GUARDS} {CURFEW} {weak}"), matches=(Match("ferries", ("ferry",), 1.0),)
    )
    aside = replace(about, matches=(Match("curfews", ("curfew",), 1.0), *about.matches))
    silent = replace(about, matches=())
    facts = []
    for article in (about, aside, silent):
        decided = decide(article, told=(record("Nothing is known yet."),))
        assert isinstance(decided, Update)
        facts.append([fact.fact.text for fact in decided.facts])
    assert [weak in texts for texts in facts] == [True, False, False]
    assert CURFEW in facts[1]


def test_a_correction_says_what_it_corrects() -> None:
    decided = decide(report(TOLL))
    assert isinstance(decided, Update)
    assert [fact.note for fact in decided.facts] == ["now 15 (earlier 12)"]
    assert (decided.position, decided.due_at) == (1, NOW)


def test_two_figures_corrected_in_one_fact_are_told_apart() -> None:
    both = "The strike killed {} people and wounded {} others in Raqqa on Sunday."
    decided = decide(report(both.format(15, 40)), told=(record(both.format(12, 30)),))
    assert isinstance(decided, Update)
    assert decided.facts[0].note == "killed now 15 (earlier 12), wounded now 40 (earlier 30)"


def test_what_the_headline_said_is_no_news() -> None:
    said = "Governor Khalil Haddad promised 400 more guards for the Tabqa base"
    assert isinstance(plan([report(GUARDS)], [ALERT], None, 5, NOW, HEADLINE), Update)
    assert plan([report(GUARDS)], [ALERT], None, 5, NOW, said) == Edit(NOW)


def test_what_only_newcomers_were_told_is_news_to_the_others() -> None:
    assert isinstance(decide(report(GUARDS), told=(ALERT, record(GUARDS, position=1))), Update)
    assert decide(report(GUARDS), told=(ALERT, updated(1, NOW - HOUR, GUARDS))) == Edit(NOW)


@pytest.mark.parametrize(
    ("due_in", "wanted"),
    [
        (-HOUR, (Update, 0 * HOUR)),
        (-4 * MINUTE, (Update, 6 * MINUTE)),
        (0 * HOUR, (Update, 10 * MINUTE)),
        (5 * MINUTE, (Gather, None)),
        (MINUTE, (Update, 11 * MINUTE)),
        # It may be rendered already: what is added now would reach nobody.
        (timedelta(seconds=20), (Update, 10 * MINUTE + timedelta(seconds=20))),
    ],
)
def test_updates_are_ten_minutes_apart_and_gather_what_comes_between(
    due_in: timedelta, wanted: tuple[type, timedelta | None]
) -> None:
    decided = decide(report(TOLL), told=(ALERT, updated(1, NOW + due_in, GUARDS)))
    assert isinstance(decided, wanted[0])
    if isinstance(decided, Update):
        assert (decided.position, decided.due_at - NOW) == (2, wanted[1])
    if isinstance(decided, Gather):
        assert decided.alert_id == 11
        assert decided.facts[0].fact.text == GUARDS
        assert len(decided.facts) == 2


def test_a_gathered_update_keeps_the_newest() -> None:
    full = updated(1, NOW + 5 * MINUTE, *(f"Reporter {number} came." for number in range(GATHERED)))
    decided = decide(report(TOLL), told=(ALERT, full))
    assert isinstance(decided, Gather)
    assert len(decided.facts) == GATHERED
    assert decided.facts[-1].note == "now 15 (earlier 12)"


def test_after_the_last_update_there_are_edits_only() -> None:
    told = (ALERT, updated(1, NOW - 2 * HOUR), updated(2, NOW - HOUR))
    assert isinstance(decide(report(TOLL), told=told, updates=3), Update)
    assert decide(report(TOLL), told=told, updates=2) == Edit(NOW)
    assert decide(report(TOLL), updates=0) == Edit(NOW)


def test_facts_are_chosen_for_each_topic_but_not_for_dozens() -> None:
    two = facts_of([report(ATTACK, 1, "raqqa", "isis")])
    assert {fact.topic_id for fact in two} == {"raqqa", "isis"}
    many = facts_of([report(ATTACK, 1, *(f"t{number}" for number in range(9)))])
    assert {fact.topic_id for fact in many} == {None, "t0", "t1", "t2", "t3", "t4"}
