"""`/languages`: what a chat reads."""

from babel import localedata

from handlers.context import Desk
from storage import chats
from tests.handlers.conftest import ANN, Room


async def reads(desk: Desk) -> tuple[str, ...]:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, ANN)
    assert chat is not None
    return chat.reads


async def test_a_chat_chooses_the_languages_that_it_reads(ann: Room, desk: Desk) -> None:
    assert (await ann.says("/languages")).text.startswith("You read every language.")
    assert (await ann.says("/languages ar, EN-gb ar")).text.startswith("You read Arabic, English.")
    assert await reads(desk) == ("ar", "en")
    assert (await ann.says("/languages")).text.startswith("You read Arabic, English.")
    assert (await ann.says("/languages all")).text.startswith("You read every language.")
    assert await reads(desk) == ()


async def test_languages_are_named_in_words_too(ann: Room, desk: Desk) -> None:
    await ann.says("/languages arabic, english türkçe")
    assert await reads(desk) == ("ar", "en", "tr")
    await ann.says("/language ar")
    await ann.says("/languages العربية، الروسية کوردی")
    assert await reads(desk) == ("ar", "en", "tr")  # no language that I know is called so
    await ann.says("/languages العربية، الروسية kurdî")
    assert await reads(desk) == ("ar", "ru", "ku")


async def test_a_wrong_code_changes_nothing(ann: Room, desk: Desk) -> None:
    await ann.says("/languages tr")
    answer = await ann.says("/languages en <klingon>")
    assert answer.text.startswith("I do not know the language code “<klingon>”")
    assert await reads(desk) == ("tr",)


async def test_in_groups_only_admins_choose(group: Room) -> None:
    member = Room(group.api, group.chat_id, user=2)
    await group.says("/topics")
    assert "Only admins" in (await member.says("/languages ru")).text


async def test_a_name_that_nobody_knows_costs_no_memory(ann: Room) -> None:
    await ann.says("/languages en")
    before = set(localedata._cache)
    assert "not know the language code" in (await ann.says("/languages klingon")).text
    assert set(localedata._cache) == before
