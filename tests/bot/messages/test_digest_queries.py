"""A digest of many stories asks the database as often as one of few."""

from sqlalchemy import event, insert

from bot.messages.compose import render_held
from bot.messages.speech.say import say_in
from bot.model import AlertKind, Chat, Delivery
from storage import tables
from storage.database import Database
from tests.stored import NOW, add_article

CHAT = Chat(id=1, telegram_id=5, thread_id=None, kind="private")


async def asked(database: Database, count: int) -> tuple[int, str]:
    """How many statements a digest of the first `count` stories takes, and its text."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    held = [
        Delivery(
            n, CHAT, AlertKind.ALERT, attempts=0, created_at=NOW, alert_id=n, story_id=n, topic_ids=("dams",)
        )
        for n in range(1, count + 1)
    ]
    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    async with database.reading() as connection:
        pages = await render_held(connection, held, {"dams": "Dams"}, NOW, say_in("en", "UTC"))
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    return len(statements), "".join(page.html for page in pages)


async def test_it_takes_the_same_queries_for_any_number_of_stories(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(1, 21):
            await add_article(connection, number, f"Dam {number} bursts", published_at=NOW, story_id=number)
            fact = {"topic_id": "dams", "article_id": number, "text": f"Dam {number} burst.", "source": "",
                    "start": 0, "end": 0, "note": "", "extract": None}  # fmt: skip
            alert = {"id": number, "story_id": number, "kind": "alert", "position": 0, "facts": [fact]}
            await connection.execute(insert(tables.alerts), alert | {"created_at": NOW, "due_at": NOW})
    few, _ = await asked(database, 2)
    many, text = await asked(database, 20)
    assert many == few
    assert all(f"Dam {number} bursts" in text for number in range(1, 21))
