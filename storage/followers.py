"""Who hears of a story: conditions on chats and on what they follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.stories import lineage
from storage.tables import articles, chats, outbox, story_mutes, subscriptions


@dataclass(frozen=True, slots=True)
class Takers:
    """Which followers hear of reports that are not surely news: those that take one of their kinds."""

    kinds: frozenset[str]
    """One at least."""
    by_default: bool
    """Whether the operator chose one of the kinds, so that chats which chose none themselves take it."""


@dataclass(frozen=True, slots=True)
class Chats:
    """The chats whose ids are above one and up to another."""

    after: int = 0
    until: int | None = None
    """None: no end."""

    def among(self, chat_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether a chat is one of them."""
        return (
            chat_id > self.after if self.until is None else and_(chat_id > self.after, chat_id <= self.until)
        )


async def told_of(connection: AsyncConnection, story_id: int, left_id: int | None = None) -> list[int]:
    """The stories whose alerts keep a chat from the alert of a story: it, those merged into it, `left_id`.

    Those with an alert of `left_id` are told by a correction that this is another event.
    """
    of_left = [] if left_id is None else list(await connection.scalars(lineage(left_id)))
    return [*await connection.scalars(lineage(story_id)), *of_left]


def hear_first(
    story_id: int, told: Sequence[int], topic_ids: Sequence[str], takers: Takers | None, some: Chats
) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a join of chats and subscriptions: the chat should get the story's alert and has none.

    Left out are chats that are paused, that muted the story, or that have an alert of one of the stories
    `told` (`told_of`). So are those that are not among `takers`; None: everybody is.
    """
    alert = outbox.alias()
    mine = (alert.c.chat_id == chats.c.id) & (alert.c.kind == "alert") & alert.c.story_id.in_(told)
    # Not NOT EXISTS, which PostgreSQL would turn into a join with all that was ever sent.
    already = select(alert.c.id).where(mine).limit(1).scalar_subquery()
    return (
        subscriptions.c.topic_id.in_(topic_ids),
        some.among(subscriptions.c.chat_id),
        subscriptions.c.paused_at.is_(None),
        chats.c.paused_at.is_(None),
        already.is_(None),
        ~muted(chats.c.id, story_id),
        _reads(story_id),
        *(() if takers is None else (_takes(takers),)),
    )


async def anybody_hears_first(
    connection: AsyncConnection,
    story_id: int,
    told: Sequence[int],
    topic_ids: Sequence[str],
    takers: Takers | None,
    some: Chats,
) -> bool:
    """Whether `hear_first` holds for a chat."""
    chosen = select(chats.c.id).join(subscriptions, subscriptions.c.chat_id == chats.c.id)
    hear = hear_first(story_id, told, topic_ids, takers, some)
    return await connection.scalar(chosen.where(*hear).limit(1)) is not None


def _reads(story_id: int) -> ColumnElement[bool]:
    """Whether a report of the story is in a language that a chat reads; most chats read all."""
    tag = func.lower(articles.c.language)
    in_one = or_(listed(func.substr(tag, 1, 2), chats.c.reads), listed(tag, chats.c.reads))
    report = select(articles.c.id).where(articles.c.story_id.in_(lineage(story_id)), in_one)
    return or_(chats.c.reads.is_(None), report.exists())


def _takes(takers: Takers) -> ColumnElement[bool]:
    """Whether a chat takes one of the kinds, by its own choice or by the operator's."""
    own = [listed(literal(kind), chats.c.kinds) for kind in sorted(takers.kinds)]
    if takers.by_default:
        return or_(*own, chats.c.kinds.is_(None))
    return and_(chats.c.kinds.is_not(None), or_(*own))  # for which there is an index


def listed(topic_id: ColumnElement[str], topic_ids: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a topic is among those of a row; ids contain neither commas nor wildcards."""
    return (literal(",") + topic_ids + ",").contains(literal(",") + topic_id + ",")


def muted(chat_id: ColumnElement[int], story_id: int) -> ColumnElement[bool]:
    """Whether a chat muted the story."""
    return (
        select(story_mutes.c.chat_id)
        .where(story_mutes.c.chat_id == chat_id, story_mutes.c.story_id == story_id)
        .exists()
    )
