"""The language of a chat: the person's, until the chat chooses one."""

from bot.messages.speech.languages import LANGUAGES, language_for
from handlers.context import Desk
from storage import chats
from tests.handlers.conftest import ANN, Room
from tests.handlers.test_topics import labels

TITLES = {"en": "Commands", "tr": "Komutlar", "ar": "الأوامر", "ru": "Команды"}


async def title(room: Room) -> str:
    return (await room.says("/help")).text.partition("\n")[0]


async def test_a_new_chat_is_answered_in_the_language_of_its_person(ann: Room) -> None:
    ann.api.speaks(ANN, "tr")
    assert await title(ann) == TITLES["tr"]
    ann.api.speaks(ANN, "ar-EG")
    assert await title(ann) == TITLES["ar"]
    ann.api.speaks(ANN, "ja")
    assert await title(ann) == TITLES["en"]


async def test_a_chosen_language_stays(ann: Room, desk: Desk) -> None:
    menu = await ann.says("/language")
    assert labels(menu) == [
        "✅ English", "العربية", "Deutsch", "Español", "فارسی", "Français", "Kurmancî", "Русский", "Türkçe",
        "Українська", "✅ As in my Telegram",
    ]  # fmt: skip
    assert "Türkçe" in await ann.presses(menu, "Türkçe")
    assert "✅ Türkçe" in labels(menu)
    ann.api.speaks(ANN, "ru")
    assert await title(ann) == TITLES["tr"]
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, ANN)
    assert chat is not None
    assert (chat.language, chat.language_chosen) == ("tr", True)
    await ann.presses(menu, labels(menu)[-1])
    assert await title(ann) == TITLES["ru"]


async def test_a_language_is_chosen_by_name_or_code(ann: Room) -> None:
    assert "بالعربية" in (await ann.says("/language العربية")).text
    assert "Türkçe" in (await ann.says("/language tür")).text
    assert "русски" in (await ann.says("/language RU")).text
    assert "Türkçe" in (await ann.says("/language турецкий")).text
    assert (await ann.says("/language english")).text == "I speak English here now."
    unknown = await ann.says("/language <i>klingon")
    assert unknown.text == "I do not speak “<i>klingon”. These are my languages:"
    assert len(labels(unknown)) == len(LANGUAGES) + 1
    assert await ann.forges(unknown, "language:xx") == ""


async def test_a_group_speaks_one_language_that_only_admins_change(group: Room) -> None:
    member = Room(group.api, group.chat_id, user=2)
    group.api.speaks(2, "ru")
    await group.says("/topics")
    assert await title(group) == TITLES["en"]
    assert await title(member) == TITLES["en"]
    assert "Only admins" in (await member.says("/language ru")).text
    menu = await group.says("/language")
    assert "As in my Telegram" not in labels(menu)
    assert "Only admins" in await member.presses(menu, "Русский", user=2)
    await group.presses(menu, "Русский")
    assert await title(member) == TITLES["ru"]


async def test_a_group_starts_in_the_language_of_who_added_the_bot(ann: Room) -> None:
    ann.api.speaks(1, "tr")
    ann.api.add_chat(-1009, "supergroup", title="Masa", admins=[1], members=[2], bot="left")
    ann.api.my_chat_member(-1009, "member", user=1)
    room = Room(ann.api, -1009, user=2)
    await ann.api.wait_for(lambda: room.answers)
    assert await title(room) == TITLES["tr"]


def test_languages_are_chosen_by_telegrams_tag() -> None:
    tags = {None: "en", "de-AT": "de"} | {
        None: "en",
        "": "en",
        "pt-br": "en",
        "UK": "uk",
        "ku": "ku",
        "kmr": "ku",
        "ckb": "en",
        "fa_AF": "fa",
    }
    assert {tag: language_for(tag) for tag in tags} == tags
