"""The schema. Migrations build it (`storage/migrations/`); a test keeps the two the same.

Uniqueness is always a constraint here, never a check in code: an article is known by any of its keys
(`article_keys`), a story is founded once (`stories.id` is the founding article's id), a chat is alerted of a
story once (`outbox_one_alert`).
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Hours, Instant

# SQLite numbers rows by itself only for a column declared INTEGER PRIMARY KEY.
_Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- feeds -----------------------------------------------------------------------------------------------

feeds = Table(
    "feeds",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("publisher", Text, nullable=False),
    Column("house", Text, nullable=False, server_default=""),
    Column("language", String(16), nullable=False, server_default="en"),
    Column("title", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False, server_default="active"),
    Column("origin", String(16), nullable=False, server_default="config"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", String(32)),
    Column("due_at", Instant, nullable=False),
    Column("leased_until_at", Instant),
    Column("baselined_at", Instant),
    Column("last_polled_at", Instant),
    Column("last_success_at", Instant),
    Column("failing_since_at", Instant),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("last_error", Text),
    Column("admins_told_at", Instant),
    Column("interval_s", Float),
    Column("moved_url", Text),
    Column("moved_polls", SmallInteger, nullable=False, server_default="0"),
    Column("hub_url", Text),
    Column("self_url", Text),
    Column("skip_hours", Hours, nullable=False, server_default="0"),
    Column("skip_days", Hours, nullable=False, server_default="0"),
    Column("original_url", Text),
    Column("original_asked_at", Instant),
    Column("full_at", Instant),
    Column("newest_at", Instant),
    Column("rhythm_s", Float),
    Column("stale_told_at", Instant),
    Column("added_at", Instant, nullable=False),
    Index("ix_feeds_state_due_at", "state", "due_at"),
)

websub = Table(
    "websub",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("hub_url", Text, nullable=False),
    Column("topic_url", Text, nullable=False),
    Column("callback_id", String(64), nullable=False, unique=True),
    Column("secret", String(128), nullable=False),
    Column("state", String(16), nullable=False),
    Column("requested_at", Instant),
    Column("lease_until_at", Instant),
)

# --- news ------------------------------------------------------------------------------------------------

articles = Table(
    "articles",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("markup_digest", BigInteger),
    Column("words_digest", BigInteger),
    Column("earlier_title", Text),
    Column("earlier_text", Text),
    Column("baseline", Boolean, nullable=False),
    Column("triaged_at", Instant),
    Column("silence", String(64)),
    Column("story_id", _Id),
    Column("copy_of", _Id),
    Column("effect", JSON),
    Column("kind", String(16)),
    Column("kind_score", Float),
    Column("kind_reasons", JSON),
    Column("page_state", String(16), nullable=False, server_default="unasked"),
    Column("page_problem", Text),
    Column("categories", JSON),
    Column("feed_text", Text),
    Index("ix_articles_feed_id_published_at", "feed_id", "published_at"),
    Index("ix_articles_first_seen_at_feed_id", "first_seen_at", "feed_id", "baseline"),
    Index(
        "ix_articles_untriaged",
        "id",
        sqlite_where=text("triaged_at IS NULL"),
        postgresql_where=text("triaged_at IS NULL"),
    ),
    Index(
        "ix_articles_story_id",
        "story_id",
        sqlite_where=text("story_id IS NOT NULL"),
        postgresql_where=text("story_id IS NOT NULL"),
    ),
)
"""`silence` says why an article that met a topic did not alert; `page_state` is unasked, wanted, fetched or
failed: whether the article's own page was read because the feed gave too little. `page_problem` says why the
page, or its body, was not used; `categories` are the feed's own for the article; `feed_text` is what the feed
said where `text` is the page's."""

article_keys = Table(
    "article_keys",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("article_id", _Id, nullable=False),
    sqlite_with_rowid=False,
)
"""No foreign key: the keys of a deleted article stay, so that it does not come again as new."""

topics = Table(
    "topics",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("owner_chat_id", ForeignKey("chats.id", ondelete="CASCADE"), index=True),
    Column("maker_id", BigInteger),
    Column("state", String(16), nullable=False, server_default="active"),
    Column("created_at", Instant, nullable=False),
    Index("ix_topics_state_created_at", "state", "created_at"),
)
"""`state` is active, retired (no longer configured; its subscriptions stay), draft (not confirmed yet) or
suspended (it took too long to match). `maker_id` is the Telegram user who made a chat's own topic, or the
chat where Telegram names nobody."""

matches = Table(
    "matches",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("terms", JSON, nullable=False),
    Index("ix_matches_topic_id_article_id", "topic_id", "article_id"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", _Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("headline", Text, nullable=False),
    Column("founded_at", Instant, nullable=False),
    Column("last_report_at", Instant, nullable=False, index=True),
    Column("merged_into", _Id, index=True),
    Column("differences", JSON, nullable=False, server_default="[]"),
)

clues = Table(
    "clues",
    metadata,
    Column(
        "article_id",
        _Id,
        ForeignKey("articles.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("told", Text, nullable=False),
    Column("kept_at", Instant, nullable=False, index=True),
)
"""The clues by which grouping finds reports of open stories; without them a start would read every text."""

# --- chats -----------------------------------------------------------------------------------------------

chats = Table(
    "chats",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("timezone", String(64), nullable=False, server_default="UTC"),
    Column("language", String(8), nullable=False, server_default="en"),
    Column("language_chosen", Boolean, nullable=False, server_default=text("false")),
    Column("quiet_from", String(5)),
    Column("quiet_to", String(5)),
    Column("digest_at", String(5)),
    Column("digest_weekdays_only", Boolean, nullable=False, server_default=text("false")),
    Column("muted_until_at", Instant),
    Column("paused_at", Instant),
    Column("paused_reason", Text),
    Column("asked_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("kinds", Text),
    Column("reads", Text),
    UniqueConstraint("telegram_id", "thread_id"),
    Index(
        "ix_chats_with_kinds",
        "id",
        sqlite_where=text("kinds IS NOT NULL"),
        postgresql_where=text("kinds IS NOT NULL"),
    ),
)
"""`thread_id` is 0 outside forum topics, so that the constraint applies there too; times of day are HH:MM.
`kinds` are the kinds of report that alert the chat, joined by commas; null: those that the operator chose.
`reads` are the languages that it reads, joined by commas; null: all."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("paused_at", Instant),
    Column("silent", Boolean, nullable=False, server_default=text("false")),
    Column("urgent", Boolean, nullable=False, server_default=text("false")),
    Index("ix_subscriptions_topic_id_chat_id", "topic_id", "chat_id"),
)
"""A topic is paused for a chat since `paused_at`; `silent`: its alerts make no sound; `urgent`: what is
important comes in quiet hours too."""

story_mutes = Table(
    "story_mutes",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("created_at", Instant, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("topic_ids", Text, nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("reason", String(16)),
)
"""`reason` is why a story is not relevant, where the chat said so: topic, kind, old or wrong."""

roles = Table(
    "roles",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("noted_at", Instant, nullable=False),
    Index("ix_roles_user_id", "user_id"),
)
"""Who may change the settings of a group or channel: "admin" by Telegram's word, which is asked again before
every change; "editor", whom an admin trusts."""

guests = Table(
    "guests",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False),
    Column("noted_at", Instant, nullable=False),
)
"""Users and groups that want to use a bot which its admins open to some: asked, allowed or refused."""

# --- alerts ----------------------------------------------------------------------------------------------

alerts = Table(
    "alerts",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("headline", Text, nullable=False, server_default=""),
    Column("facts", JSON, nullable=False),
    Column("report_id", _Id),
    Column("reply_to_id", _Id),
    Column("sequel", Boolean, nullable=False, server_default=text("false")),
    Column("silent", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    UniqueConstraint("story_id", "kind", "position"),
)
"""What to say about a story: a row of kind alert at position 0 (later alerts are for chats whose topic the
story matched later), then updates from position 1. `facts` is a list of objects: topic_id (null: any),
article_id, text, source, start, end, note. One row serves every chat."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), index=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE")),
    Column("topic_ids", Text, nullable=False, server_default=""),
    Column("text_html", Text),
    Column("state", String(16), nullable=False, server_default="due"),
    Column("due_at", Instant, nullable=False),
    Column("leased_until_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("failing_since_at", Instant),
    Column("plain", Boolean, nullable=False, server_default=text("false")),
    Column("yields", Boolean, nullable=False, server_default=text("false")),
    Column("turn", SmallInteger, nullable=False, server_default=text("0")),
    Column("reason", Text),
    Column("payload", Text),
    Column("digest_id", _Id),
    Column("message_id", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    # With the chat: PostgreSQL looks for one chat's alert here too while the table is young.
    Index("ix_outbox_story_id_chat_id", "story_id", "chat_id"),
    Index("ix_outbox_state_due_at", "state", "due_at", "id"),
    Index("ix_outbox_chat_id_state", "chat_id", "state", "yields", "turn", "id"),
    Index("ix_outbox_turn", "state", "yields", "due_at", "id"),
    Index(
        "ix_outbox_ungathered",
        "due_at",
        "chat_id",
        sqlite_where=text("state = 'held' AND digest_id IS NULL"),
        postgresql_where=text("state = 'held' AND digest_id IS NULL"),
    ),
    Index(
        "ix_outbox_digest_id",
        "digest_id",
        sqlite_where=text("digest_id IS NOT NULL"),
        postgresql_where=text("digest_id IS NOT NULL"),
    ),
    Index(
        "ix_outbox_settled_at",
        "settled_at",
        sqlite_where=text("settled_at IS NOT NULL"),
        postgresql_where=text("settled_at IS NOT NULL"),
    ),
    Index(
        "ix_outbox_chat_id_settled_at",
        "chat_id",
        "settled_at",
        sqlite_where=text("settled_at IS NOT NULL"),
        postgresql_where=text("settled_at IS NOT NULL"),
    ),
    Index(
        "outbox_one_alert",
        "story_id",
        "chat_id",
        unique=True,
        sqlite_where=text("kind = 'alert'"),
        postgresql_where=text("kind = 'alert'"),
    ),
    Index(
        "outbox_one_update",
        "alert_id",
        "chat_id",
        unique=True,
        sqlite_where=text("kind = 'update'"),
        postgresql_where=text("kind = 'update'"),
    ),
    Index(
        "outbox_one_pending_edit",
        "story_id",
        "chat_id",
        unique=True,
        sqlite_where=text("kind = 'edit' AND state = 'due' AND leased_until_at IS NULL"),
        postgresql_where=text("kind = 'edit' AND state = 'due' AND leased_until_at IS NULL"),
    ),
)
"""`topic_ids` are the topics for which the chat gets it, joined by commas; `text_html` is the message itself
for notices, which have no alert, and for the remaining messages of a long digest; `payload` is the text of a
dead letter. `leased_until_at` is set from the first claim until the row is settled: while it is in the future
nobody claims the row, and as long as it is set the chat's later rows wait. What `yields`, as
updates and edits do, lets all that does not go first; among the rest the lower `turn` goes first: of how many
stories its feed told in the hour before. `digest_id` is the row of the
digest that contains a held row."""

fanouts = Table(
    "fanouts",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), index=True),
    Column("topic_ids", Text, nullable=False),
    Column("left_id", _Id),
    Column("kinds", Text),
    Column("by_default", Boolean, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("turn", SmallInteger, nullable=False, server_default=text("0")),
    Column("due_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("done_to", _Id, nullable=False),
)
"""What is still to be queued for the chats whose ids are above `done_to`; see `storage.fanouts`. `kinds` and
`by_default` are who takes it; null: everybody."""

# --- the desk --------------------------------------------------------------------------------------------

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until_at", Instant, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
)
"""Small values that must survive a restart, such as when admins were last notified of dead letters."""
