"""An archive in, messages out: the real triage and delivery under a simulated clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.config.settings import Settings
from bot.desk.replay import ReplayArticle, ReplayMessage, replay

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
TOPICS = [{"id": name.lower(), "name": name, "query": name} for name in ("Sarande", "Vlore")]
SETTINGS = Settings.model_validate({"topics": TOPICS})
BLAST = (
    "Blast on ferry off Sarande",
    "A blast tore a hole into a ferry off the port of Sarande on Tuesday, the coast guard said. "
    "There was no immediate word on casualties.",
)
TOLL = (
    "Blast on ferry off Sarande kills six",
    "Six people were killed by a blast on a ferry off the port of Sarande on Tuesday, the coast guard said.",
)
ARREST = (
    "Mechanic arrested over blast on ferry off Sarande",
    "Police arrested a mechanic on suspicion of carrying a gas bottle aboard the ferry off Sarande.",
)


def article(number: int, told: tuple[str, str], hours: float, publisher: str = "") -> ReplayArticle:
    at = NOON + timedelta(hours=hours)
    return ReplayArticle(number, *told, publisher or f"Paper {number}", "https://paper.example/1", "en", at)


async def played(*archive: ReplayArticle, follow: tuple[str, ...] = ("sarande",)) -> list[ReplayMessage]:
    return [message async for message in replay(archive, SETTINGS, follow)]


def kinds(messages: list[ReplayMessage]) -> list[str]:
    return [message.kind for message in messages]


async def test_an_affair_is_an_alert_and_updates_that_answer_it() -> None:
    alert, update, edit = await played(article(1, BLAST, 0), article(2, ARREST, 5))
    assert (alert.kind, alert.message, alert.reply_to, alert.articles) == ("alert", 1, None, (1,))
    assert (update.kind, update.message, update.reply_to, update.articles) == ("update", 2, 1, (2,))
    assert update.at == NOON + timedelta(hours=5)
    assert update.text.split("\n")[1] == ARREST[0]
    assert (edit.kind, edit.message, edit.articles) == ("edit", 1, (1, 2))
    assert edit.text.split("\n")[1] == ARREST[0]


async def test_what_is_not_surely_news_comes_without_a_sound() -> None:
    unsure = ("Questions over ferry in Sarande", "")
    (message,) = await played(article(1, unsure, 0))
    assert (message.kind, message.silent) == ("alert", True)
    news, _, edit = await played(article(1, BLAST, 0), article(2, ARREST, 5))
    assert (news.silent, edit.silent) == (False, True)


async def test_only_followed_topics_are_told_and_order_follows_the_dates() -> None:
    assert await played(article(1, BLAST, 0), follow=("vlore",)) == []
    first, *_ = await played(article(2, ARREST, 5), article(1, BLAST, 0))
    assert first.articles == (1,)
    assert await played() == []


async def test_an_edit_in_substance_is_a_report_and_a_polish_is_none() -> None:
    messages = await played(article(1, BLAST, 0), article(1, TOLL, 2))
    assert kinds(messages) == ["alert", "update", "edit"]
    assert "killed" in messages[1].text
    assert "no immediate word" not in messages[2].text
    polished = (BLAST[0].upper(), BLAST[1].replace("port of ", "port of  "))
    assert kinds(await played(article(1, BLAST, 0), article(1, polished, 2))) == ["alert"]


async def test_an_edit_may_alert_for_the_first_time() -> None:
    elsewhere = ("Blast on ferry", "A blast tore a hole into a ferry, the coast guard said.")
    (alert,) = await played(article(1, elsewhere, 0), article(1, BLAST, 1))
    assert (alert.kind, alert.at) == ("alert", NOON + timedelta(hours=1))


@pytest.mark.parametrize("hours", [50.0])
async def test_an_act_after_two_days_is_told_like_an_alert(hours: float) -> None:
    alert, sequel, *_ = await played(article(1, BLAST, 0), article(2, ARREST, hours))
    assert (sequel.kind, sequel.reply_to) == ("update", alert.message)
    assert not sequel.text.startswith("UPDATE")


async def test_later_news_answers_what_was_told_like_an_alert() -> None:
    retraction = (
        "Police retract claim that mechanic was arrested over blast on ferry off Sarande",
        "Police retracted their statement that a mechanic had been arrested over the blast off Sarande.",
    )
    archive = (article(1, BLAST, 0), article(2, ARREST, 50), article(3, retraction, 53))
    alert, sequel, update, edit = await played(*archive)
    assert update.text.startswith("UPDATE")
    assert (sequel.reply_to, update.reply_to, edit.message) == (alert.message, sequel.message, sequel.message)
    assert edit.text.split("\n")[1] == retraction[0]
    assert "suspicion" not in edit.text


async def test_what_is_told_like_an_alert_has_the_headline_of_its_report_in_any_language() -> None:
    french = (
        "Explosion d'un ferry au large de Sarande : un mécanicien arrêté",
        "La police a arrêté un mécanicien après l'explosion d'un ferry au large de Sarande.",
    )
    freed = (
        "Explosion du ferry de Sarande : le mécanicien remis en liberté",
        "Le mécanicien arrêté après l'explosion du ferry de Sarande a été remis en liberté jeudi.",
    )
    told = [replace(article(2, french, 5), language="fr"), replace(article(3, freed, 60), language="fr")]
    messages = await played(article(1, BLAST, 0), *told)
    assert [message.text.split("\n")[1] for message in messages if message.kind != "edit"][-1] == freed[0]


async def test_what_was_told_like_an_alert_says_how_things_stand_as_an_alert_does() -> None:
    toll = (
        "Eight now dead after blast on ferry off Sarande",
        "Eight people have died of the blast on a ferry off Sarande, the hospital said on Thursday.",
    )
    archive = (article(1, BLAST, 0), article(2, ARREST, 50), article(3, ARREST, 51), article(4, toll, 53))
    messages = await played(*archive)
    _, sequel, update = [message for message in messages if message.kind != "edit"]
    edits = [message for message in messages if message.kind == "edit"]
    assert update.reply_to == sequel.message
    assert {edit.message for edit in edits} == {sequel.message}
    assert "Eight people have died" in edits[-1].text


@pytest.mark.parametrize(
    "later",
    [
        (
            "Navy confirms role in blast on ferry off Sarande",
            "The navy confirmed that one of its mines had caused the blast on a ferry off Sarande.",
        ),
        (
            "Navy admits that its mine caused blast on ferry off Sarande",
            "The navy admitted on Thursday that its mine had caused the blast on a ferry off Sarande.",
        ),
        ARREST,
    ],
    ids=["who denied it confirms it", "who denied it admits it", "the headline is about something else"],
)
async def test_a_denial_is_taken_off(later: tuple[str, str]) -> None:
    denial = (
        "Navy denies role in blast on ferry off Sarande",
        "The navy denied on Tuesday that one of its mines had caused the blast on a ferry off Sarande.",
    )
    archive = (article(1, BLAST, 0), article(2, denial, 3), article(3, later, 30))
    edits = [message.text for message in await played(*archive) if message.kind == "edit"]
    assert "denied by Navy" in edits[0]
    assert "denied by" not in edits[-1]
    assert edits[-1].split("\n")[1] == later[0]


NIGER = (
    "Gunmen kill 12 soldiers in attack on army post in Niger",
    "Gunmen killed 12 soldiers in an attack on an army post in western Niger on Tuesday, the army said.",
)
NIGER_TOO = (
    "Twelve soldiers killed in attack on army post in Niger",
    "Twelve soldiers were killed when gunmen attacked a post in western Niger on Tuesday, officials said.",
)
MALI = (
    "Gunmen kill 12 soldiers in attack on army post in Mali",
    "Gunmen killed 12 soldiers in an attack on an army post in northern Mali on Tuesday, the army said.",
)
MALI_TOO = (
    "Twelve soldiers killed in attack on army post in Mali",
    "Twelve soldiers were killed when gunmen attacked a post in northern Mali on Tuesday, officials said.",
)
SAHEL = Settings.model_validate({"topics": [{"id": "sahel", "name": "Sahel", "query": "any(Niger, Mali)"}]})


async def sahel(*archive: ReplayArticle) -> list[ReplayMessage]:
    return [message async for message in replay(archive, SAHEL, ("sahel",))]


def lines(message: ReplayMessage) -> list[str]:
    return message.text.split("\n")


async def test_an_edit_that_moves_the_event_elsewhere_is_put_right_and_the_other_event_goes_on() -> None:
    before = [article(1, NIGER, 0), article(2, NIGER_TOO, 1), article(2, MALI, 2, "Paper 2")]
    alert, confirmed, correction, edit = await sahel(*before)
    assert kinds([alert, confirmed]) == ["alert", "edit"]
    assert (correction.kind, correction.reply_to, correction.articles) == ("update", alert.message, (1, 2))
    assert lines(correction)[1:5] == [
        "These were two events, not one",
        "",
        f"• {NIGER[0]} [1]",
        f"• {MALI[0]} [2]",
    ]
    assert edit.message == alert.message
    assert "Mali" not in edit.text
    assert "1 publisher, unconfirmed: Paper 1" in edit.text
    # The correction told of Mali already; the next report of it is the first alert.
    *_, other = await sahel(*before, article(3, MALI_TOO, 3))
    assert (other.kind, other.reply_to, other.articles) == ("alert", None, (2, 3))
    assert "2 publishers: Paper 2 [1] · Paper 3 [2]" in other.text


async def test_where_the_founder_is_edited_elsewhere_the_others_leave() -> None:
    messages = await sahel(
        article(1, NIGER, 0), article(2, NIGER_TOO, 1), article(1, MALI, 2, "Paper 1"), article(3, NIGER, 3)
    )
    assert kinds(messages) == ["alert", "edit", "update", "edit", "alert"]
    assert lines(messages[2])[3:5] == [f"• {MALI[0]} [1]", f"• {NIGER_TOO[0]} [2]"]
    assert (lines(messages[3])[1], messages[3].articles) == (MALI[0], (1,))
    assert messages[4].articles == (2, 3)


async def test_an_edit_elsewhere_of_the_only_report_parts_nothing() -> None:
    messages = await sahel(article(1, NIGER, 0), article(1, MALI, 2, "Paper 1"))
    assert "These were two events, not one" not in "".join(message.text for message in messages)
    assert messages[-1].message == 1
    assert lines(messages[-1])[1] == MALI[0]
