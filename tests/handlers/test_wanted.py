"""What people type first leads somewhere: plain words, other bots' commands, lists, words of a query."""

import pytest

from bot.demo.standin.server import BotApi
from bot.model import Topic
from handlers.context import Desk
from handlers.naming import exactly_named, find_topics, name_several
from storage import topics
from tests.handlers.conftest import DAMS, DELTA, HARUN, Room
from tests.handlers.test_topics import follows
from tests.stored import add_article

ISIS = Topic(
    "isis",
    "ISIS activity",
    'any(ISIL, Daesh, "Islamic State" WITHOUT/1 university, lang:ar any(داعش), (cell NEAR/8 claim)) -goddess',
)
KNOWN = [ISIS, HARUN, DELTA, DAMS]


@pytest.mark.parametrize("typed", ["daesh", "DAESH", "داعش", "islamic state", "isis"])
def test_a_topic_is_found_by_what_its_query_looks_for(typed: str) -> None:
    assert find_topics(typed, KNOWN) == [ISIS]
    assert exactly_named(typed, KNOWN) == [ISIS]


@pytest.mark.parametrize("typed", ["cell", "claim", "goddess", "university"])
def test_words_that_are_not_enough_for_a_match_name_no_topic(typed: str) -> None:
    assert exactly_named(typed, KNOWN) == []


def test_several_names_are_read_between_commas() -> None:
    named = name_several("daesh, dams، nonsense", KNOWN)
    assert (named.meant, named.unclear) == ((ISIS, DAMS), ("nonsense",))
    assert name_several("everything", KNOWN).meant == tuple(KNOWN)


def test_of_very_many_names_the_first_are_looked_up() -> None:
    nonsense = [f"nonsense{number}" for number in range(30)]
    named = name_several(", ".join(["daesh", *nonsense, "dams"]), KNOWN)
    assert named.meant == (ISIS,)
    assert named.unclear == (*nonsense[:19], ", ".join([*nonsense[19:], "dams"]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dasm", True), ("damz", True), ("daams", True), ("dmas", True), ("dzmz", False), ("smad", False)],
)
def test_a_name_is_known_with_one_typo(typed: str, meant: bool) -> None:
    assert find_topics(typed, KNOWN) == ([DAMS] if meant else [])


async def test_several_topics_are_followed_and_left_at_once(ann: Room, desk: Desk) -> None:
    answer = await ann.says("/subscribe harun, dams, nonsense")
    assert answer.text == (
        "You now follow Harun valley, Dams. Alerts come automatically; /latest shows what is known so far.\n"
        "I do not know which topic “nonsense” is. /topics lists them all."
    )
    assert await follows(desk) == ["dams", "harun"]
    assert "You already follow Harun valley, Dams." in (await ann.says("/subscribe harun, dams")).text
    assert (
        "You now follow Dams, Delta floods, Harun valley." in (await ann.says("/subscribe everything")).text
    )
    assert (
        "You no longer follow Dams, Delta floods, Harun valley." in (await ann.says("/unsubscribe all")).text
    )
    assert await follows(desk) == []


async def test_plain_words_offer_to_follow_to_see_and_to_search(ann: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Harun bridge falls", story_id=1, topics=("harun",))
    offer = await ann.says("harun")
    assert offer.text == "Your words: harun\nWhat would you like?"
    labels = [button.text for row in offer.buttons for button in row]
    assert labels == ["Follow Harun valley", "Latest: Harun valley", "Search past stories"]
    await ann.presses(offer, "Search past stories")
    assert offer.text.startswith("Search: harun\n")
    assert "Harun bridge falls" in offer.text
    offer = await ann.says("harun")
    await ann.presses(offer, "Latest: Harun valley")
    assert "Harun bridge falls" in offer.text
    await ann.presses(await ann.says("harun"), "Follow Harun valley")
    assert await follows(desk) == ["harun"]
    assert "You follow this topic." in (await ann.says("harun")).text


async def test_plain_words_of_no_topic_can_be_searched_and_tracked(ann: Room, desk: Desk) -> None:
    offer = await ann.says("lake levels")
    assert "/topics lists the topics" in offer.text
    await ann.presses(offer, "Track these words")
    await ann.presses(offer, "Track it")
    assert "You now track lake levels." in offer.text
    sentence = "could you please tell me what happened in the valley of Harun"
    assert "I only understand commands." in (await ann.says(sentence)).text


async def test_tracking_what_a_topic_covers_offers_that_topic(ann: Room, desk: Desk) -> None:
    offer = await ann.says("/track Harun")
    assert "The topic Harun valley covers that already" in offer.text
    await ann.presses(offer, "Follow Harun valley")
    assert await follows(desk) == ["harun"]
    offer = await ann.says("/track harun")
    assert "You follow it." in offer.text
    await ann.presses(offer, "Track these words alone")
    await ann.presses(offer, "Track it")
    async with desk.database.reading() as connection:
        assert len(await topics.followed(connection, 1)) == 2


@pytest.mark.parametrize("words", ["the", "and of", "The"])
async def test_tracking_words_of_every_article_is_warned_of(ann: Room, words: str) -> None:
    answer = await ann.says(f"/track {words}")
    assert answer.text.startswith(f"“{words}” is in almost every article.")
    assert answer.buttons == ()


async def test_names_with_spaces_between_are_a_list_where_each_is_exact(ann: Room) -> None:
    assert "You now follow Harun valley, Dams." in (await ann.says("/subscribe harun dams")).text
    assert "There is no topic called “harun zebra”" in (await ann.says("/subscribe harun zebra")).text
    for everything in ("all", "everything"):
        assert (await ann.says(f"/latest {everything}")).text.startswith("Latest on your topics")


async def test_a_link_to_an_unknown_topic_says_so(ann: Room) -> None:
    assert (await ann.says("/start zebra")).text.endswith(
        "I do not know which topic “zebra” is. /topics lists them all."
    )


async def test_a_command_may_lack_its_slash_where_no_topic_has_its_name(ann: Room) -> None:
    assert (await ann.says("Stop")).text.startswith("/pause stops all alerts until /resume;")
    assert (await ann.says("help!")).text.startswith("Commands\n")
    assert (await ann.says("unsubscribe")).text.startswith("Your words: unsubscribe")
    await ann.presses(await ann.says("/track help"), "Track it")
    assert (await ann.says("help")).text.startswith("Your words: help")


async def test_what_people_try_first_leads_somewhere(ann: Room, desk: Desk) -> None:
    assert (await ann.says("/list")).text.startswith("Topics")
    assert "You now follow Dams." in (await ann.says("/follow dams")).text
    stop = await ann.says("/stop")
    assert stop.text.startswith("/pause stops all alerts until /resume;")
    await ann.presses(stop, "⏸ Pause all alerts")
    assert stop.text.startswith("Paused: you get no more alerts")
    await ann.says("/resume")
    assert (await ann.says("/unmute")).text == "Alerts are on."
    assert "You no longer follow Dams." in (await ann.says("/unfollow dams")).text


async def test_in_groups_these_are_other_bots_commands(group: Room, api: BotApi) -> None:
    for text in ("/stop", "/list", "/follow harun", "harun"):
        api.user_sends(group.chat_id, text, user=1)
    await group.says("/latest")
    assert len(group.answers) == 1


@pytest.mark.parametrize(("typed", "shown"), [("+3", "UTC+3"), ("UTC-4", "UTC-4"), ("Paris", "Europe/Paris")])
async def test_a_timezone_is_shown_as_it_is_typed(ann: Room, typed: str, shown: str) -> None:
    assert (await ann.says(f"/timezone {typed}")).text.startswith(f"Timezone: {shown}, where it is now")


async def test_a_double_tap_is_no_undo(ann: Room, desk: Desk) -> None:
    menu = await ann.says("/topics")
    data = menu.buttons[0][0].data
    assert data is not None
    for _ in range(2):
        assert await ann.forges(menu, data) == "You now follow Dams."
    assert await follows(desk) == ["dams"]
    assert await ann.forges(menu, "topic:dams:0") == "You no longer follow Dams.", (
        "a menu of an older version"
    )
