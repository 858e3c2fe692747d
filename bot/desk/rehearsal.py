"""What triage loads when it is first needed is loaded while a process waits for its first article.

That is a second of work: tables of places and names, patterns, and the stories that are open.
"""

import asyncio
from datetime import UTC, datetime

from bot.clock import Clock
from bot.model import Match, StoredArticle
from bot.news.reports import PlacedArticle
from bot.news.stories.index import StoryIndex
from bot.triage.memory import WINDOW, Memory, remember_stories
from bot.triage.place import TriageLimits, place_articles
from bot.triage.station import plan_stories, take_lease
from bot.triage.steps import Affair
from storage.database import Database
from storage.matches import Untriaged

_AT = datetime(2026, 1, 1, tzinfo=UTC)
_TITLES = "Blast at bridge near Aleppo kills 12", "Death toll of bridge blast near Aleppo rises to 19"
_TEXT = (
    "A bomb exploded on a bridge near Aleppo on Monday and killed {} people, the health ministry said. "
    "Police arrested two men, and a spokesman said that 30 people were wounded. "
    "Hospitals in the city asked for blood while residents searched the ruins. "
)


async def prepare(database: Database, memory: Memory, limits: TriageLimits, clock: Clock) -> None:
    """Load what triage will need; the open stories only where no other process triages."""
    await asyncio.to_thread(rehearse)
    async with database.transaction() as connection:
        if not await take_lease(connection, memory, limits, clock()):
            return
    async with database.reading() as connection:
        await remember_stories(connection, memory, clock())


def rehearse() -> None:
    """Triage two made-up reports of one event, only for what that loads."""
    limits = TriageLimits(max_age=None, fetch_articles=False)
    index = StoryIndex(WINDOW, affairs=True)
    reports: list[PlacedArticle] = []
    for number, title in enumerate(_TITLES, 1):
        report = StoredArticle(
            id=number, feed_id=number, publisher=f"Gazette {number}", url="", title=title,
            text=_TEXT.format(5 + 7 * number), language="en", published_at=_AT, dated=True, first_seen_at=_AT,
            baseline=False,
        )  # fmt: skip
        met = {number: (Match("topic", ("Aleppo",), 1.0),)}
        _, placements = place_articles(index, limits, [Untriaged(report, page_asked=False)], met, _AT)
        affairs = {key: Affair(key, title, tuple(reports)) for key in placements.by_story}
        plan_stories(affairs, placements, limits.pace, _AT)
        reports += placements.by_story.get(1, [])
