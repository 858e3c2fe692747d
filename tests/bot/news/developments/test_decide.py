"""What a report does to its story: the rules of "what a follower is told", case by case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Effect, EffectKind
from bot.news.developments.decide import effect_of
from bot.news.developments.effect import TELLING, Telling
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)


def view(title: str, text: str = "", publisher: str = "", hours: float = 0, **more: object) -> ReportView:
    at = NOON + timedelta(hours=hours)
    copy_of = more.get("copy_of")
    assert copy_of is None or isinstance(copy_of, int)
    paper, language = publisher or f"Paper of {title}", str(more.get("language", "en"))
    return ReportView(hash(title) % 1000, paper, title, text, language, at, copy_of)


BLAST = view(
    "Blast on ferry off Sarande",
    "A blast tore a hole into a ferry off the port of Sarande on Tuesday, the coast guard said. "
    "There was no word on casualties.",
)
TOLL = view(
    "Ferry blast off Sarande kills six",
    "Six people were killed and 14 wounded in the blast on a ferry off Sarande, a hospital said.",
    hours=1,
)
WATER = view("Town told not to drink its water", "Households in Orn have been told not to drink tap water.")
ARREST = view(
    "Mechanic arrested over Sarande ferry blast",
    "Police arrested a mechanic on suspicion of having carried a gas bottle aboard the ferry off Sarande.",
    hours=8,
)
CLAIM = view(
    "Sea Front claims bombing of Sarande ferry",
    "The Sea Front said that it had put a bomb aboard the ferry off Sarande.",
    hours=5,
)


def effect(report: ReportView, *earlier: ReportView) -> Effect:
    return effect_of(report, earlier)


@pytest.mark.parametrize(
    ("title", "text", "earlier", "kind"),
    [
        (
            "Ferry holed by explosion near Sarande",
            "A ferry was holed by a blast off Sarande.",
            [BLAST],
            "confirms",
        ),
        ("Six dead in ferry blast", "The blast on a ferry off Sarande killed six people.", [BLAST], "jumps"),
        (
            "Six dead in ferry blast",
            "The blast on a ferry off Sarande killed six.",
            [BLAST, TOLL],
            "confirms",
        ),
        (
            "Ferry blast toll rises to nine",
            "Nine people were killed in the ferry blast.",
            [BLAST, TOLL],
            "jumps",
        ),
        ("Fifteen in hospital", "Fifteen people were treated in hospital after the water.", [WATER], "jumps"),
        ("Fifteen in hospital", "Fifteen people are in hospital after the ferry blast.", [TOLL], "counts"),
        (
            "Ferry blast toll at seven",
            "Seven people were killed in the ferry blast.",
            [BLAST, TOLL],
            "counts",
        ),
        (
            "Toll of ferry blast lowered to five",
            "The toll of the ferry blast was lowered to five from six, the hospital said.",
            [BLAST, TOLL],
            "revises",
        ),
        (
            "Five dead in ferry blast",
            "Five people were killed in the ferry blast.",
            [BLAST, TOLL],
            "confirms",
        ),
        ("Sea Front claims bombing of ferry", "The Sea Front said it bombed the ferry.", [BLAST], "develops"),
        ("Sea Front says it was behind ferry bomb", "The Sea Front said so.", [BLAST, CLAIM], "confirms"),
        ("Sea Front denies bombing ferry", "The Sea Front denied bombing the ferry.", [BLAST], "denies"),
        (
            "Mechanic held over ferry blast",
            "Police held a mechanic over the blast.",
            [BLAST, ARREST],
            "confirms",
        ),
        (
            "Mayor dies after shooting at rally",
            "She died in hospital.",
            [view("Mayor shot, two killed at rally", "A gunman shot the mayor and killed two guards.")],
            "develops",
        ),
        (
            "Beloved actress Ana Kodra dies aged 97",
            "The actress Ana Kodra has died.",
            [view("Legendary actress and singer Ana Kodra dead at 97", "She was 97.")],
            "confirms",
        ),
        (
            "Stage veteran Kodra dies",
            "The singer, a star of the Orn opera, died on Tuesday.",
            [view("Beloved actress dies aged 97", "She was 97.")],
            "confirms",
        ),
        (
            "Second climber dies on Mount Orn",
            "Another climber of the party died on Tuesday.",
            [view("Climber dies on Mount Orn", "She fell.")],
            "jumps",
        ),
        (
            "Sea Front claims ferry blast that killed seven",
            "The Sea Front said that it had put a bomb aboard the ferry, where seven people were killed.",
            [BLAST, TOLL],
            "develops",
        ),
        (
            "Ferry burns to the waterline",
            "At least 19 people were killed in the blast on the ferry off Sarande.",
            [BLAST, TOLL],
            "jumps",
        ),
        (
            "Fifteen hurt in ferry blast",
            "Fifteen people were wounded in the blast on the ferry off Sarande.",
            [BLAST, TOLL],
            "counts",
        ),
        (
            "Ferry captain mocked after interview denying he slept",
            "Passengers laughed at the captain.",
            [BLAST, TOLL],
            "confirms",
        ),
        (
            "Passengers jeer at coast guard",
            "A crowd jeered at officials who earlier denied that the ferry had a bomb aboard.",
            [BLAST, TOLL],
            "confirms",
        ),
        (
            "Captain speaks of ferry blast",
            "The captain, charged with neglect, said that reports of a bomb were false.",
            [BLAST, CLAIM],
            "denies",
        ),
        (
            "Second mechanic arrested over ferry blast",
            "Police arrested another mechanic, a cousin of the first, at a bus station in Vlore.",
            [BLAST, ARREST],
            "develops",
        ),
        (
            "Correction: ferry blast",
            "We wrote that the ferry was empty. This was wrong.",
            [BLAST],
            "corrects",
        ),
        (
            "Ferries ordered to stay in port",
            "The coast guard ordered all ferries to stay in port on Monday.",
            [BLAST],
            "develops",
        ),
        (
            "Thousands mourn victims of ferry blast",
            "Thousands mourned on the quay.",
            [BLAST, TOLL],
            "confirms",
        ),
        (BLAST.title, "This article was published in error and has been removed.", [BLAST], "corrects"),
    ],
)
def test_a_report_has_its_effect(title: str, text: str, earlier: list[ReportView], kind: str) -> None:
    assert effect(view(title, text, hours=9), *earlier).kind == kind


def test_the_first_report_founds() -> None:
    assert effect(BLAST).kind is EffectKind.FOUNDS


def test_a_copy_brings_nothing_new() -> None:
    assert effect(view(ARREST.title, ARREST.text, copy_of=1), BLAST).kind is EffectKind.CONFIRMS


def test_the_same_publisher_again_repeats() -> None:
    again = view(BLAST.title, BLAST.text, BLAST.publisher, hours=1)
    assert effect(again, BLAST).kind is EffectKind.REPEATS


def test_another_denier_is_news_again() -> None:
    first = view("Sea Front denies bombing ferry", "The Sea Front denied it.", hours=2)
    other = view("Navy denies torpedoing ferry", "The navy denied that it had hit the ferry.", hours=3)
    assert effect(other, BLAST, first).kind is EffectKind.DENIES
    assert effect(
        view("Sea Front denies role in ferry blast", "It denied it.", hours=3), BLAST, first
    ).kind in (
        EffectKind.CONFIRMS,
        EffectKind.REPEATS,
    )


@pytest.mark.parametrize(
    ("hours", "tied", "kind"),
    [(25, True, EffectKind.DEVELOPS), (6, True, EffectKind.CONFIRMS), (25, False, EffectKind.CONFIRMS)],
    ids=["next day", "perhaps the same", "the same happening"],
)
def test_another_happening_of_an_affair_is_news(hours: float, tied: bool, kind: EffectKind) -> None:
    clashes = view("Police and dockers clash again in Sarande", "Dockers threw stones at police.")
    again = view("Police use tear gas on dockers in Sarande", "Police used tear gas.", hours=hours)
    assert effect(replace(again, tied=tied), clashes).kind is kind


@pytest.mark.parametrize(
    ("before", "title", "text", "kind"),
    [
        (
            "Sea Front claims bombing of Sarande ferry",
            "Sea Front has not claimed bombing of Sarande ferry; earlier story withdrawn",
            "The paper is withdrawing a story that said the Sea Front had claimed the bombing of the ferry.",
            EffectKind.CORRECTS,
        ),
        (
            "Police arrest mechanic over ferry blast",
            "Police arrest stoker over ferry blast",
            "Police arrested a stoker over the ferry blast. An earlier version of this said a mechanic.",
            EffectKind.CORRECTS,
        ),
        (
            "Police arrest mechanic over ferry blast",
            "Police arrest a mechanic over ferry blast in Sarande",
            "Police arrested a mechanic over the ferry blast. An earlier version gave no place.",
            EffectKind.REPEATS,
        ),
    ],
)
def test_an_edit_to_the_contrary_puts_right(before: str, title: str, text: str, kind: EffectKind) -> None:
    own = replace(view(before, "Police arrested a mechanic over the ferry blast."), article_id=9)
    edited = replace(view(title, text, own.publisher, hours=2), article_id=9)
    assert effect(edited, BLAST, own).kind is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Orn says no inmates escaped in attack on Sarande jail", EffectKind.DENIES),
        ("Twenty inmates are on the run from Sarande jail after attack", EffectKind.CONFIRMS),
    ],
)
def test_what_says_that_an_act_was_not_done_denies_it(title: str, kind: EffectKind) -> None:
    jail = view("Attack on Sarande jail: 20 inmates escape", "Twenty inmates escaped from the jail.")
    assert effect(view(title, "So said the ministry.", hours=2), jail).kind is kind
    told = view("No inmates escaped in attack on Sarande jail, ministry says", "None did.", hours=1)
    assert effect(view(title, "So said the ministry.", hours=2), jail, told).kind is not EffectKind.DENIES


def test_a_lower_toll_is_told_though_somebody_gave_it_in_passing() -> None:
    fifteen = view("Ferry blast kills fifteen", "Fifteen people were killed in the ferry blast.", hours=1)
    passing = view(
        "Captain acted alone, police say",
        "The man who killed fourteen people in the ferry blast acted alone, police said.",
        hours=20,
    )
    lower = view(
        "Ferry blast killed fourteen, not fifteen",
        "Fourteen people were killed in the ferry blast, officials said, lowering a count of 15.",
        hours=21,
    )
    assert effect(lower, BLAST, fifteen, passing).kind is EffectKind.REVISES
    assert effect(lower, BLAST, fifteen, lower).kind is not EffectKind.REVISES


@pytest.mark.parametrize(("hours", "kind"), [(30, EffectKind.CONFIRMS), (60, EffectKind.DEVELOPS)])
def test_after_two_days_a_thread_silences_nothing_that_alerts(hours: float, kind: EffectKind) -> None:
    clashes = view("Police and dockers clash again in Sarande", "Dockers threw stones at police.")
    faced = view("Dockers and police again face to face in Sarande", "Dockers stood.", hours=hours)
    assert effect(replace(faced, tied=True), clashes).kind is kind


BLAST_IN_ARABIC = view("انفجار في عبارة قبالة ساراندا", "وقع انفجار في عبارة.", hours=1, language="ar")


@pytest.mark.parametrize(
    ("title", "english", "kind"),
    [
        ("جبهة البحر تتبنى تفجير العبارة", "Sea Front claims bombing of ferry", "develops"),
        ("اعتقال ميكانيكي في انفجار العبارة", "Mechanic arrested over ferry blast", "develops"),
        ("البحرية تنفي قصف العبارة", "Navy denies shelling ferry", "denies"),
    ],
)
def test_what_was_told_in_another_language_is_told(title: str, english: str, kind: str) -> None:
    arabic = view(title, hours=4, language="ar")
    assert effect(arabic, BLAST, BLAST_IN_ARABIC).kind == kind
    assert effect(arabic, BLAST, BLAST_IN_ARABIC, view(english, hours=3)).kind is EffectKind.CONFIRMS
    # The first report in a language brings the news too, unless others told it, however long ago.
    assert effect(arabic, BLAST).kind == kind
    assert (
        effect(
            replace(arabic, published_at=arabic.published_at + timedelta(days=2)),
            BLAST,
            view(english, hours=3),
        ).kind
        is EffectKind.CONFIRMS
    )
    assert effect(view(english, hours=5), BLAST, arabic).kind is EffectKind.CONFIRMS


def test_two_told_in_one_word_elsewhere_are_told_and_two_more_are_not() -> None:
    told = (BLAST, BLAST_IN_ARABIC, view("اعتقال شقيقين في انفجار العبارة", hours=3, language="ar"))
    brothers = effect(view("Two brothers arrested over ferry blast", hours=4), *told)
    assert TELLING[brothers.kind] is Telling.EDIT
    assert effect(view("Two more men arrested over blast", hours=4), *told).kind is EffectKind.DEVELOPS


def test_a_toll_jumps_in_whatever_language_it_is_first_told() -> None:
    arabic = view("مقتل 31 في انفجار العبارة", "قتل 31 شخصا في انفجار العبارة.", hours=2, language="ar")
    english = view("Toll of ferry blast rises to 31", "Thirty-one people were killed in the blast.", hours=3)
    assert effect(arabic, TOLL).kind is EffectKind.JUMPS
    assert effect(arabic, TOLL, BLAST_IN_ARABIC).kind is EffectKind.JUMPS
    assert effect(english, TOLL, arabic).kind is not EffectKind.JUMPS


def test_a_toll_in_the_text_of_a_first_report_in_another_language_was_not_heard() -> None:
    arabic = view("انفجار في العبارة", "قتل 31 شخصا في انفجار العبارة.", hours=2, language="ar")
    english = view("Toll of ferry blast rises to 31", "Thirty-one people were killed in the blast.", hours=3)
    assert effect(arabic, TOLL).kind is EffectKind.CONFIRMS
    assert effect(english, TOLL, arabic).kind is EffectKind.JUMPS


def test_another_figure_or_day_is_no_translation() -> None:
    english = view("Mechanic arrested over ferry blast", hours=3)
    for title, hours in (("اعتقال 5 في انفجار العبارة", 4), ("اعتقال ميكانيكي في انفجار العبارة", 40)):
        later = view(title, hours=hours, language="ar")
        assert effect(later, BLAST, BLAST_IN_ARABIC, english).kind is EffectKind.DEVELOPS


def test_every_effect_says_why_and_has_its_place_in_the_table() -> None:
    assert set(TELLING) == set(EffectKind)
    for report, earlier in ((BLAST, []), (TOLL, [BLAST]), (ARREST, [BLAST, TOLL]), (CLAIM, [BLAST])):
        assert all(effect_of(report, earlier).reasons)


def test_stances_are_told_at_once_and_colour_silently() -> None:
    assert {kind for kind, telling in TELLING.items() if telling is Telling.UPDATE_NOW} == {
        EffectKind.DENIES,
        EffectKind.CORRECTS,
        EffectKind.REVISES,
    }
    assert TELLING[EffectKind.COLOURS] is Telling.EDIT
