"""Read what triage needs to know of the stories that have new reports."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertRecord, Match
from bot.news.kinds.kind import Kind
from bot.news.reports import BEST_MATCHES, PlacedArticle
from bot.triage.place import OF_A_KIND
from bot.triage.steps import Affair
from storage import alerts, matches, outbox, stories
from storage.matches import StoredReport
from storage.regroup import PartedStory

REMEMBERED = 40
"""The newest reports of a story that new ones are compared with, beside the first."""


async def read_affairs(
    connection: AsyncConnection, merged_into: Mapping[int, Sequence[int]], parted: Sequence[PartedStory]
) -> dict[int, Affair]:
    """The stories of `merged_into` as they will stand, by id.

    Its values are about to be merged into each, and before that the stories `parted` are about to part.
    """
    now_are = {gone_id: kept_id for kept_id, gone in merged_into.items() for gone_id in (kept_id, *gone)}
    ids = list(now_are)
    records = await stories.records(connection, ids)
    reports = await matches.reports_of(connection, ids, REMEMBERED)
    article_ids = [report.article.id for some in reports.values() for report in some]
    met = await matches.best_of_articles(connection, article_ids, BEST_MATCHES)
    told = await alerts.of_stories(connection, ids)
    edited = await outbox.edited_at(connection, ids)
    for one in parted:
        _part(one, reports, told)
    affairs = {}
    for kept_id, gone in merged_into.items():
        lineage = (kept_id, *gone)
        earlier = [_placed(report, met) for story_id in lineage for report in reports.get(story_id, ())]
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
    for one in parted:
        _note(one, affairs, [_placed(report, met) for report in reports.get(one.new_id, ())])
    return affairs


def _placed(report: StoredReport, met: Mapping[int, Sequence[Match]]) -> PlacedArticle:
    return PlacedArticle(
        report.article,
        tuple(met.get(report.article.id, ())),
        report.copy_of,
        report.silence,
        sure=report.kind_score is None or report.kind_score >= 0,
        kind=report.kind or Kind.NEWS,
        optional=(report.silence or "").startswith(OF_A_KIND),
        effect=report.effect,
    )


def _part(
    parted: PartedStory, reports: dict[int, list[StoredReport]], told: dict[int, list[AlertRecord]]
) -> None:
    """Give the new story what leaves the old one, and its own alerts where it was merged into that."""
    everything = reports.get(parted.story_id, [])
    reports[parted.new_id] = [report for report in everything if report.article.id in parted.leaving]
    reports[parted.story_id] = [report for report in everything if report.article.id not in parted.leaving]
    records = told.get(parted.story_id, [])
    told[parted.new_id] = [record for record in records if record.story_id == parted.new_id]
    told[parted.story_id] = [record for record in records if record.story_id != parted.new_id]


def _note(parted: PartedStory, affairs: dict[int, Affair], left: Sequence[PlacedArticle]) -> None:
    """Let both affairs know what parted them; one that was merged into a third since is told nothing."""
    if parted.story_id in affairs:
        affairs[parted.story_id] = replace(affairs[parted.story_id], left=tuple(left))
    if parted.new_id in affairs:
        affair = affairs[parted.new_id]
        affairs[parted.new_id] = replace(affair, left_id=parted.story_id, apart=parted.reason)
