"""Words are found in stored articles, the same on both databases."""

import random

from sqlalchemy import delete, insert, select, text

from storage import search, tables
from storage.database import Database
from tests.stored import add_article

ARTICLES = {
    1: ("Bridge in Harun falls", "Two trucks were on the bridge when it collapsed."),
    2: ("Floods reach the delta", "Soldiers carried sacks. A bridge of Zürich's kind was closed."),
    3: ("Chess: a draw", "Nothing else."),
    4: ("مدينة الرقة", "خبر قصير."),
}


async def stored(database: Database) -> None:
    async with database.transaction() as connection:
        for key, (title, body) in ARTICLES.items():
            await add_article(connection, key, title, body)
        assert not await search.refresh(connection)


WANTED = {
    "bridge": [2, 1],
    "BRIDGES": [2, 1],
    "bridge trucks": [1],
    "soldier sack": [2],
    '"two trucks"': [1],
    '"trucks two': [],
    "bridge -trucks": [2],
    "-trucks": [],
    "الرقة": [4],
    "absent": [],
    "AND OR NOT ( ) * ^ : ' \" {}": [],
    "bridge) OR (chess": [],
    "": [],
    '"': [],
}


async def test_words_are_found(database: Database) -> None:
    await stored(database)
    async with database.reading() as connection:
        found = {words: await search.find_stories(connection, words, 10) for words in WANTED}
    assert found == WANTED


async def test_what_comes_later_is_found_and_what_is_gone_is_not(database: Database) -> None:
    await stored(database)
    async with database.transaction() as connection:
        await add_article(connection, 5, "The new bridge")
        await add_article(connection, 6, "The same bridge", story_id=2)
        await connection.execute(tables.articles.delete().where(tables.articles.c.id == 1))
        await search.refresh(connection)
        assert await search.find_stories(connection, "bridge", 10) == [2, 5]
        assert await search.find_stories(connection, "bridge", 1) == [2]


async def test_what_leaves_the_index_leaves_no_room_taken(sqlite_database: Database) -> None:
    """The same number of articles takes the same room after many have come and gone."""
    dice, sizes = random.Random(5), []
    names = ["".join(dice.choices("abdegiklmnoprstu", k=6)) for _ in range(500)]
    async with sqlite_database.transaction() as connection:
        await add_article(connection, 1, "First")
        like = dict((await connection.execute(select(tables.articles))).one()._mapping)
        for turn in range(8):
            new = range(10 + 100 * turn, 110 + 100 * turn)
            rows = [like | {"id": number, "text": " ".join(dice.choices(names, k=60))} for number in new]
            await connection.execute(insert(tables.articles), rows)
            await search.refresh(connection)
            old = [number - 200 for number in new] if turn > 1 else []
            await search.forget(connection, old)
            await connection.execute(delete(tables.articles).where(tables.articles.c.id.in_(old)))
            taken = "SELECT sum(length(block)) FROM article_search_data"
            sizes.append(int(await connection.scalar(text(taken)) or 0))
    assert sizes[-1] < 1.5 * sizes[1]
