"""What ends what went on, or says who was struck, is news however soon after the alert it comes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import EffectKind
from bot.news.developments.decide import effect_of
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 4, 7, 12, tzinfo=UTC)
Told = tuple[float, str, str]

BANK = (
    0,
    "Gunman takes hostages in Linden bank",
    "A gunman took several people hostage in a bank in Linden on Tuesday. Police sealed off the centre.",
)
TRAIN = (
    0,
    "Knifeman holds passengers on train near Brisk",
    "A man with a knife is holding passengers on a train near Brisk, police said on Tuesday.",
)
MALL = (0, "Gunman opens fire at Harrow mall", "A gunman opened fire at a mall in Harrow on Tuesday.")
AIRPORT = (
    0,
    "Drone sightings close Velmar airport",
    "Velmar airport was closed on Tuesday after drones were seen over the runway.",
)
BOY = (0, "Boy, 6, missing in Karst forest", "A six-year-old boy is missing in the forest of Karst.")
HILL = (
    0,
    "Man shot dead on hillside near Khirbet Lasam",
    "A man was shot dead near Khirbet Lasam on Tuesday, the army said. It called him an armed suspect.",
)
CAMP = (
    0,
    "Soldiers kill three gunmen at Wadi checkpoint",
    "Soldiers killed three gunmen who attacked a checkpoint at Wadi, the army said on Tuesday.",
)
BLAST = (
    0,
    "Blast kills nine at market in Omdara",
    "Nine people were killed in an explosion at a market in Omdara on Tuesday. The cause is not clear.",
)


def kinds(*told: Told) -> list[EffectKind]:
    """What each report does to the story of those before it; times are minutes."""
    views: list[ReportView] = []
    found = []
    for place, (minutes, title, text) in enumerate(told):
        at = NOON + timedelta(minutes=minutes)
        view = ReportView(place, f"paper {place}", title, text, "en", at)
        found.append(effect_of(view, views).kind)
        views.append(view)
    return found


@pytest.mark.parametrize(
    ("first", "minutes", "title", "text"),
    [
        (BANK, 12, "Linden hostage-taker surrenders", "The man gave himself up to police."),
        (BANK, 14, "Linden gunman is dead, police say", "The gunman in a bank in Linden is dead."),
        (BANK, 22, "Linden bank siege is over, police say", "The siege of a bank in Linden has ended."),
        (BANK, 18, "All hostages freed in Linden bank siege", "All hostages in a Linden bank are free."),
        (MALL, 15, "Harrow mall gunman is dead", "The gunman at the mall in Harrow is dead."),
        (MALL, 20, "Police shoot dead Harrow mall attacker", "Police shot dead the man at the mall."),
        (TRAIN, 16, "Brisk train standoff ends, all passengers safe", "The standoff near Brisk has ended."),
        (AIRPORT, 18, "Velmar airport reopens", "Velmar airport has reopened after drones were seen."),
        (AIRPORT, 30, "Flights resume at Velmar airport", "Flights resumed at Velmar airport."),
        (BOY, 50, "Missing boy found safe in Karst forest", "A boy was found safe in the Karst forest."),
    ],
)
def test_what_went_on_has_ended(first: Told, minutes: float, title: str, text: str) -> None:
    assert kinds(first, (minutes, title, text))[1] is EffectKind.DEVELOPS


@pytest.mark.parametrize(
    ("first", "title", "text"),
    [
        (
            HILL,
            "Man killed near Khirbet Lasam was a shepherd, family says",
            "The man killed by soldiers near Khirbet Lasam was a 60-year-old shepherd, his family said.",
        ),
        (
            CAMP,
            "Shepherds, not gunmen, killed at Wadi checkpoint: tribal council",
            "The three killed at Wadi were shepherds, a tribal council said.",
        ),
        (
            CAMP,
            "Three killed at Wadi checkpoint were unarmed, witness says",
            "Three men killed at Wadi had no weapons, a witness said.",
        ),
        (
            BLAST,
            "Omdara market blast was car bomb, police say",
            "The explosion that killed nine in Omdara was a car bomb, police said.",
        ),
    ],
)
def test_who_was_struck_and_what_it_was_is_news(first: Told, title: str, text: str) -> None:
    assert kinds(first, (95, title, text))[1] is EffectKind.DEVELOPS


@pytest.mark.parametrize(
    "told",
    [
        (
            BANK,
            (12, "Linden hostage-taker surrenders", "The man gave himself up to police."),
            (17, "Linden bank siege: gunman gives himself up", "The gunman in Linden surrendered."),
        ),
        (
            (0, "Gunman kills five at Harrow mall before being shot dead by police", "Police shot him dead."),
            (20, "Harrow mall gunman is dead after killing five", "A gunman who killed five is dead."),
        ),
        (
            (
                0,
                "Bridge over Tarn closed after crack found",
                "The bridge over the Tarn was closed on Tuesday.",
            ),
            (55, "Bridge over Tarn will reopen next week", "The bridge over the Tarn will reopen next week."),
        ),
        (
            (
                0,
                "Soldiers shoot dead shepherd near Khirbet Lasam",
                "Soldiers shot dead a shepherd on Tuesday.",
            ),
            (60, "Man killed near Khirbet Lasam was a shepherd, family says", "The man was a shepherd."),
        ),
        (
            HILL,
            (90, "Man killed near Khirbet Lasam was a father of three", "The man killed had three children."),
        ),
        (
            (
                0,
                "Truck rams crowd on Bourbon Street, ten dead",
                "A truck rammed a crowd. The street is closed.",
            ),
            (900, "Bourbon Street reopens to visitors", "Bourbon Street reopened, a day after ten died."),
        ),
        (BLAST, (40, "Omdara blast was not a car bomb, mayor says", "It was no car bomb, the mayor said.")),
    ],
)
def test_what_was_told_or_is_yet_to_come_or_only_colours_is_none(told: tuple[Told, ...]) -> None:
    assert kinds(*told)[-1] not in (EffectKind.DEVELOPS, EffectKind.JUMPS)


@pytest.mark.parametrize(
    "title",
    [
        "Prime minister attends funeral of blast victims in Omdara",
        "500 mourners attend burial of family of four killed in Omdara",
        "Nine victims of Omdara blast laid to rest",
    ],
)
def test_a_funeral_is_colour_though_much_of_it_is_new(title: str) -> None:
    assert kinds(BLAST, (1500, title, "It was on Wednesday in Omdara."))[1] is not EffectKind.DEVELOPS


def test_an_attack_on_a_funeral_is_none() -> None:
    title = "Gunmen attack funeral of Omdara blast victims, killing four"
    text = "Gunmen attacked a funeral of victims of the Omdara blast on Wednesday, killing four mourners."
    assert kinds(BLAST, (1500, title, text))[1] is EffectKind.DEVELOPS


KIDNAPPED = (0, "Two engineers kidnapped in Djado", "Two engineers were kidnapped in Djado on 3 October.")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Kidnapped Djado engineers: 100 days in captivity", False),
        ("Engineers held in Djado for more than 5 months", False),
        ("Djado engineers still missing after 6 weeks", False),
        ("Djado kidnappers demand 5 million for engineers", True),
        ("Curfew in Djado extended for 30 days", True),
    ],
)
def test_how_long_something_goes_on_is_no_new_number(title: str, kind: bool) -> None:
    effect = kinds(KIDNAPPED, (40000, title, "The engineers have been missing since October."))[1]
    assert (effect is EffectKind.DEVELOPS) is kind
