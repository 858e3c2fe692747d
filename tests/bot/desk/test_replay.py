"""An archive in, messages out: the real triage and delivery under a simulated clock."""

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
