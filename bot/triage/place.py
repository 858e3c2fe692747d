"""Put matched articles into stories: which may alert, which wait for their page, where each belongs."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.model import Article, Match, StoredArticle
from bot.news.across.evidence import glimpse
from bot.news.across.stories import ENGLISH
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.language.tags import language_of
from bot.news.language.words import word_count
from bot.news.reports import PlacedArticle
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Parting, Placement, Report
from bot.triage.pace import UpdatePace
from storage.matches import Decision, StoredKind, Untriaged
from storage.open_reports import OpenReport
from storage.regroup import PartedStory
from storage.stories import NewStory

PAGES = 3
"""How many pages of a feed may be read for each of its stories that may alert within an hour."""
WORDS_ENOUGH = 80
"""An article with fewer words than this has too little text to choose facts from; its page is read."""
OF_A_KIND = "kind: "
"""How the silence of a report begins that alerts only the chats that chose its kind."""


@dataclass(frozen=True, slots=True)
class TriageLimits:
    """The part of the configuration that triage needs."""

    max_age: timedelta | None = timedelta(hours=48)
    kinds: frozenset[str] = frozenset({"news"})
    """The kinds of report that alert; see `bot.news.kinds`."""
    pace: UpdatePace = field(default_factory=UpdatePace)
    fetch_articles: bool = True
    feed_per_hour: int = 10
    """Stories of one feed on one topic that may alert; see `bot.triage.shares`."""
    admins: tuple[int, ...] = ()
    """Telegram users who are told of feeds that had more."""
    batch: int = 500
    lease: timedelta = timedelta(seconds=12)
    """How long a batch may take; after a crash another worker takes over when this has passed."""


def silence_of(article: StoredArticle, max_age: timedelta | None, now: datetime) -> str | None:
    """Why `article` may not alert anybody, whatever it reports; None where it may."""
    if article.baseline:
        return "baseline"
    if max_age is not None and now - article.published_at > max_age:
        return "too old"
    return None


def kind_of(article: StoredArticle, categories: tuple[str, ...] = ()) -> StoredKind:
    """What kind of report an article is, by its title, the first words of its text, and its feed's filing."""
    item = Item(article.title, article.text, article.url, article.publisher, article.language, categories)
    judgement = judge(item)
    return StoredKind(judgement.kind.value, judgement.score, judgement.reasons)


def kind_silence(kind: StoredKind, kinds: Collection[str]) -> str | None:
    """Why a report of this kind may not alert; None where it may. `kinds` are those that may.

    What is worth a buzz is one whatever its kind; what may be news and is not surely worth one is let
    through, to be sent without a sound.
    """
    return None if kind.score >= 0 or kind.kind in kinds else f"{OF_A_KIND}{kind.kind}"


@dataclass(slots=True)
class Placements:
    """Where a batch's matched articles went."""

    by_story: dict[int, list[PlacedArticle]] = field(default_factory=dict)
    founded: list[NewStory] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)
    """(the story that no longer exists, the story that took its articles)."""
    parted: list[PartedStory] = field(default_factory=list)

    def note(self, placement: Placement, article: StoredArticle) -> None:
        """Note which story an article founded, and which stories it showed to be one."""
        story_id = _number(placement.story_id)
        if placement.founded:
            self.founded.append(NewStory(story_id, article.title, article.published_at))
        for gone_id in map(_number, placement.merged):
            self.merged.append((gone_id, story_id))
            self.by_story.setdefault(story_id, []).extend(self.by_story.pop(gone_id, []))

    def part(self, parting: Parting, article: StoredArticle) -> None:
        """Note which reports leave a story as `article`, now in it, shows; a story parts once in a batch."""
        old_id, new_id = _number(parting.story_id), _number(parting.new_id)
        leaving = frozenset(map(_number, parting.leaving))
        self.parted.append(PartedStory(old_id, new_id, leaving, parting.reason))
        self.founded.append(NewStory(new_id, article.title, article.published_at))
        reports = self.by_story.get(old_id, [])
        self.by_story[old_id] = [report for report in reports if report.article.id not in leaving]
        self.by_story[new_id] = [report for report in reports if report.article.id in leaving]

    def may_part(self, story_id: int) -> bool:
        """Whether nothing else happened to a story in this batch, which would make the order matter."""
        changed = {one for pair in self.merged for one in pair}
        changed.update(one for parted in self.parted for one in (parted.story_id, parted.new_id))
        return story_id not in changed

    def story_of(self, story_id: int, article_id: int) -> int:
        """The story in which an article of `story_id` is, after what this batch has shown so far."""
        for parted in self.parted:
            if parted.story_id == story_id and article_id in parted.leaving:
                return parted.new_id
        return next((kept_id for gone_id, kept_id in reversed(self.merged) if gone_id == story_id), story_id)

    def touched(self) -> set[int]:
        """The stories that are not as they were."""
        merged = {story_id for pair in self.merged for story_id in pair}
        return merged.union(self.by_story, (story.id for story in self.founded))

    def lineages(self) -> dict[int, list[int]]:
        """The stories with new reports, each with those that are merged into it."""
        found: dict[int, list[int]] = {story_id: [] for story_id in self.by_story}
        for gone_id, kept_id in self.merged:
            found.setdefault(kept_id, []).extend([gone_id, *found.pop(gone_id, [])])
        return found


def place_articles(
    index: StoryIndex | None,
    limits: TriageLimits,
    batch: Sequence[Untriaged],
    met: Mapping[int, tuple[Match, ...]],
    now: datetime,
    chosen: Collection[str] = (),
    asked: Mapping[int, int] | None = None,
) -> tuple[list[Decision], Placements]:
    """Put every matched article into its story, except those whose page is to be read first.

    `chosen` are the kinds of report that some chat chose to be alerted of; `asked` counts the pages of each
    feed that were asked for within the hour.
    """
    assert index is not None
    decisions: list[Decision] = []
    placements = Placements()
    pages = Counter(asked or {})
    # Feeds list the newest first; a story is told in the order in which it happened.
    for item in sorted(batch, key=lambda item: (item.article.published_at, item.article.id)):
        article = item.article
        if article.id not in met:
            continue
        kind = item.kind or kind_of(article, item.categories)
        silence = silence_of(article, limits.max_age, now) or kind_silence(kind, limits.kinds)
        optional = kind.kind in chosen and (silence or "").startswith(OF_A_KIND)
        asks = limits.fetch_articles and pages[article.feed_id] < PAGES * limits.feed_per_hour
        if (silence is None or optional) and asks and not item.page_asked and _is_short(article):
            pages[article.feed_id] += 1
            decisions.append(Decision(article.id, None, None, None, page_wanted=True, kind=kind))
            continue
        report = _report(article, met[article.id], silence, kind, optional)
        decision = _decide(index, placements, report, item.earlier)
        decisions.append(replace(decision, kind=kind))
    return decisions, placements


def _decide(
    index: StoryIndex, placements: Placements, report: PlacedArticle, earlier: StoredArticle | None
) -> Decision:
    """Put a report into its story; one that told something else `earlier` stays there if it can."""
    article = report.article
    before = None if earlier is None else article.story_id
    if before is None:
        story_id, copy_of = _place(index, placements, report)
    else:
        story_id, copy_of = _keep(index, placements, replace(report, earlier=earlier), before), None
    clues = index.clues(article.id, story_id)
    stored = None if clues is None else clues.to_json()
    return Decision(article.id, story_id, copy_of, report.silence, edited=before is not None, clues=stored)


def stories_told(
    index: StoryIndex, articles: Sequence[StoredArticle], mentioning: Collection[int]
) -> dict[int, int]:
    """Article id -> the open story that it tells; the index does not hold these articles.

    Those that are not `mentioning` a topic are looked at if another language may tell the same.
    """
    told = {}
    for article in articles:
        if article.id in mentioning or may_tell(index, article):
            story_id = index.joins(report_of(article))
            if story_id is not None:
                told[article.id] = _number(story_id)
    return told


def may_tell(index: StoryIndex | None, article: Article | StoredArticle) -> bool:
    """Whether a report in another language than English may tell what an open story tells.

    Reports in English meet the queries, most of which are in English, or no topic: they cost nothing here.
    """
    title, text = article.title, article.text
    if not index or language_of(title or text, article.language) == ENGLISH:
        return False
    return index.across.may_tell(glimpse(title, text, article.language, article.published_at))


def _place(index: StoryIndex, placements: Placements, report: PlacedArticle) -> tuple[int, int | None]:
    """Put a new report into its story; returns that, and the article that it is a copy of."""
    article = report.article
    placement = index.place(report_of(article))
    story_id = _number(placement.story_id)
    placements.note(placement, article)
    copy_of = None if placement.copy_of is None else _number(placement.copy_of)
    report = replace(report, copy_of=copy_of, placement=placement.reason, tied=placement.tied)
    placements.by_story.setdefault(story_id, []).append(report)
    if not placement.founded and placements.may_part(story_id):
        parting = index.reconsider(article.id, story_id)
        if parting is not None:
            placements.part(parting, article)
    return placements.story_of(story_id, article.id), copy_of


def _keep(index: StoryIndex, placements: Placements, report: PlacedArticle, story_id: int) -> int:
    """Keep an edited report in its story, or let it leave; returns the story that it is in afterwards."""
    story_id = placements.story_of(story_id, report.article.id)
    placements.by_story.setdefault(story_id, []).append(report)
    parting = index.edit(report_of(report.article), story_id) if placements.may_part(story_id) else None
    if parting is None:
        return story_id
    placements.part(parting, report.article)
    now_in = placements.story_of(story_id, report.article.id)
    if now_in != story_id:
        # To the story that it founds it is new.
        reason = f"left its story: {parting.reason}"
        placements.by_story[now_in][-1] = replace(report, earlier=None, placement=reason)
    return now_in


def report_of(article: StoredArticle | OpenReport) -> Report:
    """What grouping needs to know of an article."""
    return Report(
        id=article.id,
        title=article.title,
        text=article.text,
        publisher=article.publisher,
        published_at=article.published_at,
        language=article.language,
    )


def _report(
    article: StoredArticle,
    met: tuple[Match, ...],
    silence: str | None,
    kind: StoredKind,
    optional: bool,
) -> PlacedArticle:
    sure = kind.score >= 0
    return PlacedArticle(article, met, None, silence, sure=sure, kind=kind.kind, optional=optional)


def _number(key: int | str) -> int:
    """The index's key of a story or a report as an article id, which triage always uses as the key."""
    return int(key)


def _is_short(article: StoredArticle) -> bool:
    return word_count(article.text) < WORDS_ENOUGH
