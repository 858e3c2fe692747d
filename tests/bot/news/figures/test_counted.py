"""Figures by what happened to those they count, in words of which each kind has several."""

import pytest

from bot.news.figures.counted import figures


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Two drowned in Orn.", "killed"),
        ("The flood claimed the lives of seven people.", "killed"),
        ("The toll of the landslide rose to 40.", "killed"),
        ("Twelve bodies were recovered from the mine.", "killed"),
        ("The number of fatalities has gone up to 31.", "killed"),
        ("A fifth person has succumbed.", "killed"),
        ("Nine miners were slain near Orn.", "killed"),
        ("INJURED nine people: a blast in Orn.", "wounded"),
        ("Forty are unaccounted for after the flood.", "missing"),
        ("Police detained 14 people in Orn.", "arrested"),
        ("More than 2,000 villagers were uprooted.", "displaced"),
        ("Six nuns were taken hostage in Lom.", "kidnapped"),
        ("Rescuing 18 miners, the crews of Orn went on.", "rescued"),
        ("Eleven were hospitalised on Monday.", "in hospital"),
        ("Thirty pupils were sickened by the smoke.", "ill"),
    ],
)
def test_kinds_by_their_words(sentence: str, kind: str) -> None:
    assert kind in {figure.kind for figure in figures(sentence)}
