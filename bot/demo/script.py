"""The demo's fixed conversation, and whether what came is what a follower should get."""

from collections.abc import Callable, Sequence

from bot.demo.articles import DemoArticle
from bot.demo.feedserver import Feeds
from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.demo.terminal import CHAT, Terminal

_FOLLOWED = ("raqqa", "isis")


class ScriptError(Exception):
    """The conversation did not go as it should; says where it went wrong."""


class Script:
    """Follows two topics, lets the articles appear, and counts the alerts.

    `patience_s` is how long any one answer or alert may take, in seconds.
    """

    def __init__(self, api: BotApi, feeds: Feeds, terminal: Terminal, patience_s: float = 30.0) -> None:
        self._patience_s = patience_s
        self._api = api
        self._feeds = feeds
        self._terminal = terminal
        self._coming = feeds.waiting
        self._before = 0

    async def run(self) -> str:
        """Have the conversation; gives a line that sums it up. Raises ScriptError where it fails."""
        await self._greet()
        self._before = len(self._api.accepted)
        await self._publish()
        alerts = self._check_alerts()
        await self._ask_why(alerts[0])
        return f"{len(alerts)} events, {len(alerts)} alerts, each exactly once, and none for the noise."

    async def _greet(self) -> None:
        await self._polled_again()
        await self._ask("/start")
        for topic in _FOLLOWED:
            await self._ask(f"/subscribe {topic}")
        for _ in range(10):
            if "pumping station" in await self._ask("/latest raqqa"):
                return
            await self._polled_again()
        raise ScriptError("/latest raqqa never told of the article that was in the feeds from the start")

    async def _polled_again(self) -> None:
        """Wait until every feed was asked for once more, so that what the polls before brought is triaged."""
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
        """Let the first event appear and wait for its alert, then all others."""
        wanted = [one for one in self._coming if set(_FOLLOWED) & set(one.alerts)]
        first = {article.event: article for article in reversed(wanted)}
        for article in self._coming:
            self._feeds.publish_next()
            if article is wanted[0]:
                await self._wait_for_alert(article)
        for article in first.values():
            await self._wait_for_alert(article)

    async def _wait_for_alert(self, article: DemoArticle) -> None:
        await self._wait(lambda: self._alerts(article.event), f"the alert of {article.title!r}")

    def _alerts(self, event: str) -> list[Message]:
        """The messages that alert of an event as new: they carry its headline and answer nothing."""
        titles = [article.title for article in self._coming if article.event == event]
        return [
            message
            for message in self._api.accepted[self._before :]
            if message.reply_to is None and any(title in message.text for title in titles)
        ]

    def _check_alerts(self) -> Sequence[Message]:
        alerts = []
        for event in dict.fromkeys(article.event for article in self._coming):
            found = self._alerts(event)
            wanted = int(any(set(_FOLLOWED) & set(one.alerts) for one in self._coming if one.event == event))
            if len(found) != wanted:
                raise ScriptError(
                    f"{len(found)} alerts of {_title(self._coming, event)!r} instead of {wanted}"
                )
            alerts += found
        return alerts

    async def _ask_why(self, alert: Message) -> None:
        why = next((one for row in alert.buttons for one in row if one.text == "Why this?"), None)
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
            raise ScriptError(f"waited {self._patience_s:g} s in vain for {what}") from None


def _title(articles: Sequence[DemoArticle], event: str) -> str:
    return next(article.title for article in articles if article.event == event)
