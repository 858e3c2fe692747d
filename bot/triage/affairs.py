"""Read what triage needs to know of the stories that have new reports."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.news.kinds.kind import Kind
from bot.news.reports import PlacedArticle
from bot.triage.plan import Affair
from storage import alerts, matches, outbox, stories

REMEMBERED = 40
"""The newest reports of a story that new ones are compared with, beside the first."""


async def read_affairs(
    connection: AsyncConnection, merged_into: Mapping[int, Sequence[int]]
) -> dict[int, Affair]:
    """The stories of `merged_into` as they stand, by id; its values are about to be merged into each."""
    now_are = {gone_id: kept_id for kept_id, gone in merged_into.items() for gone_id in (kept_id, *gone)}
    ids = list(now_are)
    records = await stories.records(connection, ids)
    reports = await matches.reports_of(connection, ids, REMEMBERED)
    met = await matches.of_articles(connection, [r.article.id for some in reports.values() for r in some])
    told = await alerts.of_stories(connection, ids)
    edited = await outbox.edited_at(connection, ids)
    affairs = {}
    for kept_id, gone in merged_into.items():
        lineage = (kept_id, *gone)
        earlier = [
            PlacedArticle(
                report.article,
                tuple(met.get(report.article.id, ())),
                report.copy_of,
                report.silence,
                live=report.kind == Kind.LIVE,
                effect=report.effect,
            )
            for story_id in lineage
            for report in reports.get(story_id, ())
        ]
        affairs[kept_id] = Affair(
            kept_id,
            records[kept_id].headline if kept_id in records else "",
            tuple(sorted(earlier, key=lambda report: (report.article.published_at, report.article.id))),
            tuple(
                sorted(
                    (one for s in lineage for one in told.get(s, ())),
                    key=lambda one: (one.created_at, one.id),
                )
            ),
            max((edited[story_id] for story_id in lineage if story_id in edited), default=None),
        )
    return affairs
