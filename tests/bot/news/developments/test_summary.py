"""The living alert: the newest state on top, nothing that was overtaken, every fact understandable alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model import Effect, EffectKind, Fact, SourcedFact
from bot.news.developments.overtaken import is_overtaken
from bot.news.developments.report_view import ReportView
from bot.news.developments.summary import Development, head_of, living_facts, update_facts
from bot.news.figures.counted import figures
from bot.news.language.text import sentences

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
BLAST = (
    "Blast on ferry off Sarande",
    "A blast tore a hole into a ferry off Sarande on Tuesday. There was no immediate word on casualties.",
)
TOLL = (
    "Ferry blast off Sarande kills six",
    "Six people were killed in the blast on a ferry off Sarande, a hospital said. "
    "The coast guard towed the ferry to Vlore.",
)
LOWER = (
    "Toll of ferry blast lowered to five",
    "The toll of the ferry blast off Sarande was lowered to five from six, the hospital said.",
)
CLAIM = (
    "Sea Front claims bombing of Sarande ferry",
    "The Sea Front said that it had killed six people with a bomb aboard a ferry off Sarande. "
    "The group named nobody.",
)
MOURNED = ("Sarande mourns", "Thousands walked to the quay of Sarande on Wednesday.")


def development(number: int, told: tuple[str, str], kind: EffectKind) -> Development:
    title, text = told
    view = ReportView(number, f"Paper {number}", title, text, "en", NOON + timedelta(hours=number))
    facts = tuple(SourcedFact(Fact(s.text, s.text, s.start, s.end), number) for s in sentences(text, "en"))
    return Development(view, Effect(kind), lambda: facts)


FOUNDED = development(1, BLAST, EffectKind.FOUNDS)
JUMPED = development(2, TOLL, EffectKind.JUMPS)
CLAIMED = development(3, CLAIM, EffectKind.DEVELOPS)
REVISED = development(4, LOWER, EffectKind.REVISES)
COLOURED = development(5, MOURNED, EffectKind.COLOURS)


def texts(facts: tuple[SourcedFact, ...]) -> list[str]:
    return [sourced.fact.text for sourced in facts]


def test_the_headline_is_that_of_the_newest_state_not_of_colour() -> None:
    assert head_of([FOUNDED, JUMPED, COLOURED]) is JUMPED
    assert head_of([COLOURED, development(6, MOURNED, EffectKind.CONFIRMS)]) is COLOURED


def test_dead_of_whom_there_are_none_leave_the_alert() -> None:
    nobody = (
        "Nobody died in ferry blast off Sarande",
        "All aboard were brought ashore.",
    )
    corrected = development(6, nobody, EffectKind.CORRECTS)
    facts = living_facts([FOUNDED, JUMPED, corrected], 4)
    assert head_of([FOUNDED, JUMPED, corrected]) is corrected
    assert not any("Six people" in text for text in texts(facts))


def test_a_headline_whose_toll_was_overtaken_gives_way_to_the_one_that_gives_the_newest() -> None:
    put_right = ("Correction: Ferry blast off Sarande killed five, not six", LOWER[1])
    corrected = development(6, put_right, EffectKind.CORRECTS)
    assert head_of([FOUNDED, JUMPED, corrected]) is corrected
    assert head_of([FOUNDED, JUMPED, CLAIMED, corrected]) is CLAIMED
    bare = development(6, ("Correction: Ferry blast", LOWER[1]), EffectKind.CORRECTS)
    assert head_of([FOUNDED, JUMPED, bare]) is bare
    seventh = development(
        7, ("Seventh body found in Sarande ferry; blast killed seven", ""), EffectKind.COUNTS
    )
    assert head_of([FOUNDED, JUMPED, seventh]) is seventh


def test_a_toll_that_was_put_right_does_not_come_back() -> None:
    late = development(5, TOLL, EffectKind.CONFIRMS)
    told = [FOUNDED, JUMPED, REVISED, late]
    assert head_of(told) is REVISED
    assert not any("Six people" in text for text in texts(living_facts(told, 4)))


def test_a_side_that_puts_its_word_right_takes_the_headline() -> None:
    killed = development(2, ("Muere un líder en Sarande", "Un líder murió en Sarande."), EffectKind.JUMPS)
    words = ("El Ejército rectifica: el muerto en Sarande era un civil", "El muerto era un civil.")
    right = development(3, words, EffectKind.CORRECTS)
    told = [replace(one, view=replace(one.view, language="es")) for one in (killed, right)]
    assert head_of(told).view.title == words[0]


def test_what_was_overtaken_is_gone() -> None:
    told = " ".join(texts(living_facts([FOUNDED, JUMPED, REVISED], 4)))
    assert "no immediate word" not in told
    assert "Six people were killed" not in told
    assert "lowered to five" in told


def test_a_report_whose_lead_was_overtaken_is_told_by_its_headline() -> None:
    facts = living_facts([FOUNDED, JUMPED, CLAIMED, REVISED], 4)
    assert CLAIM[0] in texts(facts)
    assert "The group named nobody." not in texts(facts)
    headline = next(sourced for sourced in facts if sourced.fact.text == CLAIM[0])
    assert headline.article_id == 3
    assert headline.fact.source == CLAIM[0]


def test_the_newest_toll_is_among_the_facts() -> None:
    closed = [(f"Port {n} closed after blast", f"The mayor closed port {n} of the bay.") for n in range(5)]
    acts = [development(10 + n, told, EffectKind.DEVELOPS) for n, told in enumerate(closed)]
    told = texts(living_facts([FOUNDED, JUMPED, *acts], 4))
    assert any("Six people were killed" in text for text in told)


def test_a_toll_in_the_headline_needs_no_fact() -> None:
    dead = ("Guard dead in blast on Sarande ferry - Paper 7", "A blast tore a hole into a ferry off Sarande.")
    told = texts(living_facts([development(7, dead, EffectKind.FOUNDS)], 4))
    assert told == ["A blast tore a hole into a ferry off Sarande."]


def test_what_was_going_on_half_a_day_before_is_over() -> None:
    towing = ("Tugs reach ferry off Sarande", "Four tugs are towing the ferry off Sarande to Vlore.")
    sought = ("Divers seek Sarande pilot", "Divers searched the bay of Sarande for the pilot of the ferry.")
    early = [development(1, towing, EffectKind.DEVELOPS), development(2, sought, EffectKind.DEVELOPS)]
    soon = texts(living_facts([*early, development(10, CLAIM, EffectKind.DEVELOPS)], 4))
    assert {towing[1], sought[1]} <= set(soon)
    later = texts(living_facts([*early, development(20, CLAIM, EffectKind.DEVELOPS)], 4))
    assert towing[1] not in later
    assert sought[1] in later


def test_a_headline_told_as_a_fact_is_without_its_publisher() -> None:
    leaning = ("Divers find pilot of Sarande ferry - Paper 1", "He was alive when they found him at dusk.")
    facts = living_facts(
        [development(1, leaning, EffectKind.DEVELOPS), development(3, CLAIM, EffectKind.DEVELOPS)], 4
    )
    headline = next(sourced.fact for sourced in facts if sourced.article_id == 1)
    assert (headline.text, headline.source) == ("Divers find pilot of Sarande ferry", leaning[0])


def test_a_correction_is_no_headline_for_the_story_and_no_fact_by_itself() -> None:
    wrong = development(6, ("Correction: ferry blast", "This was wrong."), EffectKind.CORRECTS)
    assert "Correction: ferry blast" not in texts(living_facts([FOUNDED, wrong], 4))


def test_a_headline_with_the_toll_stands_for_its_lead() -> None:
    counted = (
        "Sarande corrects toll of ferry blast to five",
        "Sarande corrected its count of the ferry blast to five from six, the hospital said.",
    )
    sought = ("Divers seek pilot of Sarande ferry", "Divers searched the bay for the pilot of the ferry.")
    reports = [
        FOUNDED,
        JUMPED,
        development(6, counted, EffectKind.REVISES),
        development(7, sought, EffectKind.DEVELOPS),
    ]
    told = texts(living_facts(reports, 4))
    assert counted[0] in told
    assert counted[1] not in told


def test_what_would_not_happen_is_gone_once_it_has() -> None:
    ruled_out = ("No plans to close Sarande bay", "The port has no plans to close the bay of Sarande.")
    early = development(1, ruled_out, EffectKind.DEVELOPS)
    closed = development(3, ("Sarande bay closed", "Sailors left the quay at dusk."), EffectKind.DEVELOPS)
    mourned = development(3, ("Sarande mourns", "Sailors left the quay at dusk."), EffectKind.DEVELOPS)
    assert not any("no plans" in text for text in texts(living_facts([early, closed], 4)))
    assert any("no plans" in text for text in texts(living_facts([early, mourned], 4)))


def test_an_update_tells_its_own_report_below_its_headline() -> None:
    assert texts(update_facts(CLAIMED, [*TOLL], heads=True))[-1] == "The group named nobody."
    assert "The group named nobody." in texts(update_facts(CLAIMED, [*TOLL], heads=False))


def test_tolls_are_overtaken_only_by_tolls_of_the_same_people() -> None:
    five = {figure.kind: figure for figure in figures("Five people were killed.")}
    guards = {figure.kind: figure for figure in figures("Five guards were killed.")}
    assert is_overtaken("Six people were killed.", five)
    assert not is_overtaken("Five people were killed.", five)
    assert not is_overtaken("Two children were killed.", five)
    assert is_overtaken("Six guards were killed.", guards)
    assert is_overtaken("A bomb killed four worshippers.", five)
    assert not is_overtaken("Three soldiers were killed.", five)
    assert not is_overtaken("Three pilgrims were killed and two villagers died.", five)
    assert not is_overtaken("It killed four passengers and the driver.", five)
    passengers = {figure.kind: figure for figure in figures("Five passengers were killed.")}
    assert is_overtaken("A bomb killed four worshippers.", passengers)
    assert not is_overtaken("A bomb killed four worshippers.", guards)
    assert not is_overtaken("It was not clear who did it.", five)


def test_dead_attackers_do_not_take_the_place_of_their_victims() -> None:
    victims = ("Gunmen kill seven at Vlore quay", "Seven people were killed by gunmen at the quay of Vlore.")
    gunmen = (
        "Two gunmen killed after attack at Vlore quay",
        "Gunmen at the quay of Vlore were killed by police.",
    )
    for kind, headline in ((EffectKind.DEVELOPS, gunmen[0]), (EffectKind.CONFIRMS, victims[0])):
        reports = [development(1, victims, EffectKind.JUMPS), development(9, gunmen, kind)]
        told = [head_of(reports).view.title, *texts(living_facts(reports, 4))]
        assert told[0] == headline
        assert victims[1] in told
        assert gunmen[0] in told
