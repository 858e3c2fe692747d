"""The types that flow through Sitrep, in the order in which they flow.

Feed -> FeedResponse -> Entry -> Article -> Match -> Story -> Alert -> Delivery -> Outcome.
All instants are aware UTC datetimes named `_at`; `_url`, `_html`, `_text` say what a string holds.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

# --- feeds -----------------------------------------------------------------------------------------------


class FeedState(StrEnum):
    """Whether a feed is polled."""

    ACTIVE = "active"
    GONE = "gone"
    """The server answered 410 for a month: no longer polled, kept for the record."""
    REMOVED = "removed"
    """Removed by the configuration or an admin; its articles stay."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A URL that is polled, with what the last poll stored."""

    id: int
    url: str
    publisher: str
    language: str = ""
    """A BCP 47 tag; empty: what its documents say."""
    title: str = ""
    state: FeedState = FeedState.ACTIVE
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    due_at: datetime | None = None
    baselined_at: datetime | None = None
    """When the first successful poll stored its entries; None: the next one is the baseline."""
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    failing_since_at: datetime | None = None
    failures: int = 0
    last_error: str | None = None
    interval_s: float | None = None
    moved_url: str | None = None
    moved_polls: int = 0
    hub_url: str | None = None
    self_url: str | None = None
    """The address that the feed gives for itself: the topic of WebSub."""
    skip_hours: frozenset[int] = frozenset()
    """UTC hours during which the publisher asks not to be polled."""
    origin: str = "config"
    """"config" or "admin": who added it; the configuration removes only its own."""
    original_url: str | None = None
    """Where it was before it moved; asked now and then, and when the new address fails."""
    original_asked_at: datetime | None = None
    full_at: datetime | None = None
    """When its server last sent a document instead of "not modified"."""
    newest_at: datetime | None = None
    """The date of its newest entry, or when its document last changed if that has no dates."""
    rhythm_s: float | None = None
    """Mean seconds between the dates of its entries."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week (UTC, Monday is 0) on which the publisher asks not to be polled."""
    house: str = ""
    """By what its articles are keyed (`bot.news.articles.owner`); empty: by the publisher's name."""


@dataclass(frozen=True, slots=True)
class FeedResponse:
    """The result of a conditional GET of a feed; a failure sets `error` and is no exception."""

    url: str
    """The final address, after redirects."""
    status: int
    """HTTP status; 0 if there was no response."""
    body: bytes | None = None
    """None for a 304 and for failures."""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    max_age_s: float | None = None
    """Freshness lifetime from Cache-Control: max-age, else from Expires (RFC 9111 section 4.2.1)."""
    retry_after_s: float | None = None
    moved_url: str | None = None
    """Where a chain of permanent redirects only (301, 308) led."""
    hub_url: str | None = None
    """The WebSub hub named by the Link headers; `self_url` is the feed's address there."""
    self_url: str | None = None
    error: str | None = None
    """What went wrong and what to do about it, for `feeds.last_error`."""
    local_outage: bool = False
    """Whether the failure is ours (no route, no DNS at all)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed, as published but sanitised: HTML without scripts and styles."""

    guid: str | None
    url: str
    title_html: str
    content_html: str
    """The longest of content and summary."""
    published_at: datetime | None
    """None if the date is missing or cannot be parsed."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document, parsed."""

    title: str
    entries: tuple[Entry, ...]
    language: str | None = None
    site_url: str = ""
    ttl_s: float | None = None
    """How long the publisher asks to wait between polls: the longer of ttl and sy:updatePeriod."""
    skip_hours: frozenset[int] = frozenset()
    """UTC hours during which the publisher asks not to be polled (RSS 2.0 skipHours)."""
    skip_days: frozenset[int] = frozenset()
    """Days, Monday is 0, on which it asks not to be polled (RSS 2.0 skipDays)."""
    hub_url: str | None = None
    self_url: str | None = None
    warning: str | None = None
    """Set if the document was damaged and only part of it could be read."""


# --- news ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Article:
    """An entry, normalised: plain text, canonical URL, identity. Not frozen, which doubles the cost."""

    identities: tuple[str, ...]
    """Keys of 32 hexadecimal digits, scoped by publisher; an article is known if any of them is."""
    publisher: str
    url: str
    title: str
    text: str
    language: str
    published_at: datetime
    """The publisher's date, or when we first saw it if that is missing (see `dated`)."""
    dated: bool
    """Whether `published_at` is the publisher's own."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as stored."""

    id: int
    feed_id: int
    publisher: str
    url: str
    title: str
    text: str
    language: str
    published_at: datetime
    dated: bool
    first_seen_at: datetime
    baseline: bool
    """Stored by the first poll of its feed: shown by `/latest`, alerts nobody."""
    story_id: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A named query that chats follow."""

    id: str
    """At most 32 characters of [a-z0-9-]; it travels in callback_data."""
    name: str
    query: str
    owner_chat_id: int | None = None
    """The chat whose own topic it is; None for a topic that everybody may follow."""


@dataclass(frozen=True, slots=True)
class Match:
    """Why an article matched a topic."""

    topic_id: str
    terms: tuple[str, ...]
    """The words of the article that matched, as written, each once, in order of appearance."""
    score: float
    """How much the article is about the topic, 0 to 1; see `bot.news.matching.match`."""


class EffectKind(StrEnum):
    """What a report does to its story."""

    FOUNDS = "founds"
    """The first report of the event."""
    CONFIRMS = "confirms"
    """Another publisher reports what is known."""
    DEVELOPS = "develops"
    """Somebody acted: a claim, an arrest, a verdict, a ceasefire."""
    DENIES = "denies"
    """Somebody says that what was told is not so."""
    CORRECTS = "corrects"
    """A publisher takes back or puts right what it wrote."""
    REVISES = "revises"
    """A figure that was told is lower now."""
    JUMPS = "jumps"
    """A toll is known for the first time, or has grown by half or by ten."""
    COUNTS = "counts"
    """A toll has grown a little."""
    COLOURS = "colours"
    """Reactions, scenes and background: nothing happened."""
    REPEATS = "repeats"
    """Nothing new, from a publisher that was heard already."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a report does to its story, and why we think so."""

    kind: EffectKind
    reasons: tuple[str, ...] = ()
    """For `/why`, each a short phrase: "first report of an arrest"."""
    act: str = ""
    """The new act (`bot.news.acts.act.Act`); empty where there is none."""
    agent: str = ""
    """Who acts, in the report's words; empty where it does not say, or nobody does."""
    importance: int = 0
    """Beside other news of the same hour; the greater, the more."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One checked bullet: words of one sentence of an article, in their order."""

    text: str
    source: str
    """The whole source sentence."""
    start: int
    """Offset of the source sentence in the article's text, in code points."""
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a story, as an alert cites it."""

    article_id: int
    publisher: str
    url: str
    title: str
    published_at: datetime
    dated: bool = True
    copy_of: int | None = None
    """The article of which this one is a near-copy (agency text); it does not count as a voice."""
    kind: str = "news"
    """What kind of report it is; see `bot.news.kinds`."""
    language: str = "en"
    """BCP 47."""
    denier: str | None = None
    """Who denies the story in this article, "" where the article does not say; None: it denies nothing."""
    feed_url: str = field(default="", repr=False)
    """The address of its feed, whose domain tells who owns it; it may hold a password."""
    edited_at: datetime | None = None
    """When its publisher changed what it says; None: it did not."""
    effect: EffectKind | None = None
    """What it does to its story; None where that was not judged."""


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """A fact and the article it comes from."""

    fact: Fact
    article_id: int
    topic_id: str | None = None
    """The topic for whose followers it was chosen; None: for everybody."""
    note: str = ""
    """A note to show after it: "now 15 (earlier 12)"."""
    extract_text: str = ""
    """The original words, if a writer rephrased them; see `bot.news.facts.rephrase_check`."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures for the same thing on which publishers differ."""

    label: str
    """What is counted, as shown to people: "Killed"."""
    figures: tuple[tuple[str, str], ...]
    """(figure as written, publisher)."""


@dataclass(frozen=True, slots=True)
class Story:
    """One event with the articles that report it, as shown to one chat."""

    id: int
    """The id of the article that founded it."""
    headline: str
    sources: tuple[Source, ...]
    """In order of arrival; [1] is the first."""
    facts: tuple[SourcedFact, ...]
    last_report_at: datetime
    differences: tuple[Difference, ...] = ()


# --- chats -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chat:
    """Where alerts go: a private chat, group, supergroup, channel, or one forum topic of a group."""

    id: int
    telegram_id: int
    thread_id: int | None
    """message_thread_id of a forum topic; None elsewhere."""
    kind: str
    """Telegram's Chat.type: private, group, supergroup or channel."""
    title: str = ""
    timezone: str = "UTC"
    """IANA name."""
    language: str = "en"
    """The code of the language in which Sitrep speaks here."""
    language_chosen: bool = False
    """Whether it was chosen in the chat; otherwise it is that of the person's Telegram."""
    quiet_from: time | None = None
    quiet_to: time | None = None
    digest_at: time | None = None
    digest_weekdays_only: bool = False
    muted_until_at: datetime | None = None
    paused_reason: str | None = None
    """Set while Telegram does not let us post there: blocked, kicked, no right to post."""
    asked_at: datetime | None = None
    """When `/latest` was last answered."""
    kinds: frozenset[str] | None = None
    """The kinds of report that alert it (`bot.news.kinds`); None: those that the operator chose."""
    reads: tuple[str, ...] = ()
    """Codes of the languages that it reads, the most welcome first; empty: all."""


# --- alerts ----------------------------------------------------------------------------------------------


class AlertKind(StrEnum):
    """What a row of the outbox will become."""

    ALERT = "alert"
    """The first message about a story to a chat."""
    UPDATE = "update"
    """A reply to the alert with only what is new."""
    EDIT = "edit"
    """A silent edit of the alert: another publisher, nothing new."""
    DIGEST = "digest"
    """Held alerts, gathered in one message."""
    NOTICE = "notice"
    """A message to an admin."""


EDITABLE_FOR = timedelta(hours=48)
"""How long an alert is kept up to date; later it is far up in the chat, and news of it is told like an alert.

Telegram would let a bot edit its own messages for ever (Bot API, editMessageText).
"""


@dataclass(frozen=True, slots=True)
class AlertRecord:
    """An alert or update as stored: once, for all the chats that get it."""

    id: int
    story_id: int
    kind: AlertKind
    position: int
    """0 for the alert (more in some rows of an older version); updates count from 1."""
    facts: tuple[SourcedFact, ...]
    created_at: datetime
    due_at: datetime
    headline: str = ""
    """What stands over it; empty for rows of an older version, which take the story's."""
    report_id: int | None = None
    """The article that brought the news of an update."""
    reply_to_id: int | None = None
    """The alert or update to which it replies; None: the story's alert."""
    sequel: bool = False
    """An update told as an alert of its own, because the story's alert is too old to be edited."""
    silent: bool = False
    """Sent without a sound: it is not sure that its report is news."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: opens `url`, sends `data` (at most 64 bytes) back to the bot, or copies `copy`."""

    text: str
    url: str | None = None
    data: str | None = None
    copy: str | None = None
    """1 to 256 characters for the clipboard (Bot API, CopyTextButton)."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A story rendered for a chat: a message within Telegram's limits."""

    html: str
    """Telegram HTML: at most 4096 UTF-16 units after entity parsing."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    """Rows of buttons."""
    silent: bool = False
    """Sent with disable_notification."""


class DeliveryState(StrEnum):
    """The life of a row of the outbox."""

    DUE = "due"
    """To be sent at `due_at`; also while leased and between attempts."""
    HELD = "held"
    """Waits for a digest because of quiet hours, mute, the cap or digest mode."""
    SENT = "sent"
    CANCELLED = "cancelled"
    """Not to be sent: the chat no longer exists, or it muted the story."""
    DEAD = "dead"
    """Given up; kept with reason and payload until an operator retries or drops it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed row of the outbox with everything needed to send it."""

    id: int
    chat: Chat
    kind: AlertKind
    attempts: int
    created_at: datetime
    alert_id: int | None = None
    """The row of `alerts` that the message is rendered from."""
    story_id: int | None = None
    topic_ids: tuple[str, ...] = ()
    """The topics for which this chat gets it."""
    text_html: str | None = None
    """The message itself, if it is not rendered from an alert (notices)."""
    message_id: int | None = None
    """The message to edit."""
    reply_to_message_id: int | None = None
    plain: bool = False
    """Send as plain text: Telegram refused the HTML once."""
    turn: int = 0
    """Of how many stories its feed had told in the hour before."""
    failing_since_at: datetime | None = None
    """When the first attempt with unknown outcome failed."""
    silent: bool = False
    """Whether the chat wants no sound for any of its topics."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram accepted the message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """429: wait exactly `retry_after_s`; does not count as a failed attempt."""

    retry_after_s: float
    everywhere: bool = False
    """The limit is the bot's, not the chat's."""


@dataclass(frozen=True, slots=True)
class ChatGone:
    """The chat cannot be reached: blocked, deactivated, kicked, not found, or no right to post."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The group became a supergroup with a new id."""

    telegram_id: int


@dataclass(frozen=True, slots=True)
class ThreadGone:
    """The forum topic was deleted; the group's general topic remains."""

    reason: str


@dataclass(frozen=True, slots=True)
class ThreadClosed:
    """Nobody may write in the forum topic until it is opened again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram refused this message, and would refuse it again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It is not known whether Telegram accepted: timeout, broken connection, 5xx."""

    reason: str


Outcome = Sent | Throttled | ChatGone | ChatMoved | ThreadGone | ThreadClosed | Rejected | Unknown
