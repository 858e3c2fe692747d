"""What a cue needs is in every text that its pattern meets, or the cue would be missed."""

import pytest

from bot.news.kinds.line_cues import LINE_CUES
from bot.news.kinds.title_cues import TITLE_CUES

TITLES = [
    ("full broadcast or interview", "Full Interview: the mayor of Orn"),
    ("live updates", "As it happened: the siege of Lom"),
    ("goods or tips", "Best winter deals for hikers"),
    ("names the programme", "Fox & Friends on the harvest"),
    ("a match", "Orn strikes out in the ninth"),
    ("a match", "Lom edges Orn 3–2 after extra time"),
    ("a market report", "Asia set to open lower after Orn's vote"),
    ("a programme's name and date", "The Orn Report 4/12"),
    ("forces move", "GIs leave the valley"),
    ("forces move", "Warships entered the strait"),
    ("forces move", "Bridge retaken near Lom"),
    ("ends with a quotation", "Mayor of Orn: 'Nobody was left'"),
    ("two sentences", "The bridge is gone. Nobody knows who blew it up"),
    ("ends as a sentence", "Nobody knows who blew up the bridge!"),
    ("the writer in person", "What I saw in Orn"),
    ("opens with How or Why", "Why the bridge fell"),
    ("opens with What, Who, When or Where", "The bridge: which way now"),
    ("to know", "Everything about the bridge of Lom"),
    ("a guest talks it over", "Panel reacts to the vote"),
    ("a closer look", "A sneak peek at the new bridge"),
]
LINES = [
    ("joins a programme", "The mayor of Orn appeared on Monday's show"),
    ("joins a programme", "The mayor of Orn sits down with our reporter"),
    ("joins a programme", "The mayor of Orn spoke with our reporter"),
    ("what to know", "Here’s what happened; start your day with it"),
    ("turns with but", "The bridge stands. But nobody may cross it"),
    ("somebody says, in the wire's manner", "The mayor of Orn says the bridge stands"),
]


@pytest.mark.parametrize(("name", "title"), TITLES)
def test_a_title_that_a_cue_meets_has_what_the_cue_needs(name: str, title: str) -> None:
    assert f"title: {name}" in TITLE_CUES.met(title)


@pytest.mark.parametrize(("name", "line"), LINES)
def test_a_line_that_a_cue_meets_has_what_the_cue_needs(name: str, line: str) -> None:
    assert f"line: {name}" in LINE_CUES.met(line)
