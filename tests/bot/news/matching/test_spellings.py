"""The default topics however desks spell: capitals, no accents, half spaces, Sorani, traditional Chinese."""

from pathlib import Path

import pytest

from bot.news.matching.match import document, match
from tests.bot.news.matching.test_default_topics import TOPICS

LINES = Path(__file__).with_name("spellings.txt").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("language", "topic", "title"), ROWS)
def test_a_title_meets_its_topic_however_it_is_spelt(language: str, topic: str, title: str) -> None:
    found = [name for name, asked in TOPICS.items() if match(name, asked, document(title, "", language))]
    assert topic in found or (topic == "-" and not found)
