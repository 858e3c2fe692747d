"""The demo's fixed conversation, and the check that a follower gets the right alerts and updates."""

from collections.abc import Callable, Sequence
from functools import partial

from bot.demo.articles import DemoArticle
from bot.demo.feedserver import Feeds
from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.demo.terminal import CHAT, Terminal

_FOLLOWED = ("raqqa", "isis")


class ScriptError(Exception):
    """The conversation failed; `str()` says where."""


class Script:
    """Follows two topics, publishes the articles, and counts the alerts.

    `patience_s` is how long an answer or an alert may take, in seconds.
    """

    def __init__(self, api: BotApi, feeds: Feeds, terminal: Terminal, patience_s: float = 30.0) -> None:
        self._patience_s = patience_s
        self._api = api
        self._feeds = feeds
        self._terminal = terminal
        self._coming = feeds.waiting
        self._before = 0

    async def run(self) -> str:
        """Have the conversation; returns a summary line. Raises ScriptError where it fails."""
        await self._greet()
        self._before = len(self._api.accepted)
        await self._publish()
        alerts = self._check_alerts()
        updates = self._check_updates()
        await self._ask_why(alerts[0])
        return (
            f"{len(alerts)} events, {len(alerts)} alerts: one for each event, none for other news; "
            f"{updates} updates, each a reply to what it brings up to date."
        )

    async def _greet(self) -> None:
        await self._polled_again()
        await self._ask("/start")
        for topic in _FOLLOWED:
            await self._ask(f"/subscribe {topic}")
        for _ in range(10):
            if "pumping station" in await self._ask("/latest raqqa"):
                return
            await self._polled_again()
        raise ScriptError("/latest raqqa does not show the article that was in the feeds from the start")

    async def _polled_again(self) -> None:
        """Wait until every feed is requested once more, so that earlier polls have been triaged."""
        before = self._feeds.polls.copy()
        names = [publisher.name for publisher in self._feeds.publishers]
        await self._wait(
            lambda: all(self._feeds.polls[name] > before[name] for name in names),
            "a poll of every feed",
        )

    async def _ask(self, text: str) -> str:
        known = len(self._api.messages(CHAT))
        self._terminal.send(text)
        await self._wait(lambda: len(self._api.messages(CHAT)) > known, f"an answer to {text}")
        return self._api.messages(CHAT)[-1].text

    async def _publish(self) -> None:
        """Publish everything; wait for the first alert, for each update, and at last for all alerts."""
        wanted = [article for article in self._coming if set(_FOLLOWED) & set(article.alerts)]
        first = {article.event: article for article in reversed(wanted)}
        for article in self._coming:
            self._feeds.publish_next()
            if article is wanted[0]:
                await self._wait_for_alert(article)
            if article.update:
                await self._wait(partial(self._updates, article), f"the update {article.title!r}")
        for article in first.values():
            await self._wait_for_alert(article)

    async def _wait_for_alert(self, article: DemoArticle) -> None:
        await self._wait(lambda: self._alerts(article.event), f"the alert about {article.title!r}")

    def _alerts(self, event: str) -> list[Message]:
        """The messages that report an event as new: they have its headline and reply to nothing."""
        titles = [article.title for article in self._coming if article.event == event]
        return [
            message
            for message in self._api.accepted[self._before :]
            if message.reply_to is None and any(title in message.text for title in titles)
        ]

    def _updates(self, article: DemoArticle) -> list[Message]:
        """The replies that bring an article as news of its event, under its headline."""
        accepted = self._api.accepted[self._before :]
        thread = {message.id for message in self._alerts(article.event)}
        found = []
        for message in accepted:
            if message.reply_to in thread and message.text.startswith("UPDATE"):
                thread.add(message.id)
                found += [message] if message.text.split("\n")[1] == article.title else []
        return found

    def _check_updates(self) -> int:
        updates = [article for article in self._coming if article.update]
        for article in updates:
            if len(self._updates(article)) != 1:
                raise ScriptError(f"{len(self._updates(article))} updates {article.title!r} instead of 1")
        return len(updates)

    def _check_alerts(self) -> Sequence[Message]:
        alerts = []
        for event in dict.fromkeys(article.event for article in self._coming):
            sent = self._alerts(event)
            reports = [article for article in self._coming if article.event == event]
            expected = int(any(set(_FOLLOWED) & set(article.alerts) for article in reports))
            if len(sent) != expected:
                raise ScriptError(f"{len(sent)} alerts about {reports[0].title!r} instead of {expected}")
            alerts += sent
        return alerts

    async def _ask_why(self, alert: Message) -> None:
        why = next((button for row in alert.buttons for button in row if button.text == "Why this?"), None)
        if why is None:
            raise ScriptError("the alert has no button [Why this?]")
        known = len(self._api.messages(CHAT))
        self._terminal.press(alert, why)
        await self._wait(lambda: len(self._api.messages(CHAT)) > known, "an answer to [Why this?]")
        if "Raqqa" not in self._api.messages(CHAT)[-1].text:
            raise ScriptError("the answer to [Why this?] does not name the word that matched")

    async def _wait(self, predicate: Callable[[], object], what: str) -> None:
        try:
            await self._api.wait_for(predicate, self._patience_s)
        except TimeoutError:
            raise ScriptError(f"{what} did not come within {self._patience_s:g} s") from None
