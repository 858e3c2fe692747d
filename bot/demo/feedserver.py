"""The invented publishers' feeds and pages on a loopback port, which grow article by article."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Self
from xml.sax.saxutils import escape

from aiohttp import web

from bot.demo.articles import DemoArticle, DemoPublisher, load_articles


@dataclass(frozen=True, slots=True)
class Published:
    """An article with the address of its page and the time of its publication."""

    article: DemoArticle
    url: str
    published_at: datetime


class Feeds:
    """Serves every publisher's feed with an ETag, and every published article's page.

    `now` is the demo's start; articles that are older by articles.toml are in the feeds from the first poll.
    `on_poll` is called at every request for a feed.
    """

    def __init__(self, now: datetime, port: int = 0, on_poll: Callable[[], None] | None = None) -> None:
        self.publishers, articles = load_articles()
        self._now = now
        self._on_poll = on_poll
        self._port = port
        self._articles = articles
        self._waiting = deque(article for article in articles if article.age is None)
        self._published: list[Published] = []
        self._runner: web.AppRunner | None = None
        self.polls: Counter[str] = Counter()
        """How often each publisher's feed was requested."""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{slug}/feed.xml", self._serve_feed)
        app.router.add_get("/{slug}/{number}", self._serve_page)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        for article in self._articles:
            if article.age is not None:
                self._publish(article, self._now - article.age)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        if self._runner:
            await self._runner.cleanup()

    def address(self, publisher: DemoPublisher) -> str:
        """The URL of a publisher's feed."""
        return f"http://127.0.0.1:{self._port}/{publisher.slug}/feed.xml"

    @property
    def waiting(self) -> Sequence[DemoArticle]:
        """The articles that have not appeared yet, in order."""
        return tuple(self._waiting)

    def publish_next(self, at: datetime | None = None) -> DemoArticle | None:
        """Put the next article into its feed, dated `at` (default: now), and return it, if any is left."""
        if not self._waiting:
            return None
        article = self._waiting.popleft()
        self._publish(article, at or datetime.now(UTC))
        return article

    def _publish(self, article: DemoArticle, at: datetime) -> None:
        slug = next(publisher.slug for publisher in self.publishers if publisher.name == article.publisher)
        url = f"http://127.0.0.1:{self._port}/{slug}/{article.number}"
        self._published.append(Published(article, url, at))

    async def _serve_feed(self, request: web.Request) -> web.Response:
        publisher = next(
            (candidate for candidate in self.publishers if candidate.slug == request.match_info["slug"]), None
        )
        if publisher is None:
            raise web.HTTPNotFound
        self.polls[publisher.name] += 1
        if self._on_poll:
            self._on_poll()
        own = [entry for entry in self._published if entry.article.publisher == publisher.name]
        own.sort(key=lambda entry: entry.published_at, reverse=True)
        body = (_rss if publisher.format == "rss" else _atom)(publisher, own).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(
            body=body, content_type=f"application/{publisher.format}+xml", headers={"ETag": etag}
        )

    async def _serve_page(self, request: web.Request) -> web.Response:
        for entry in self._published:
            if entry.url.endswith(request.path):
                return web.Response(text=_page(entry), content_type="text/html")
        raise web.HTTPNotFound


def _rss(publisher: DemoPublisher, entries: Sequence[Published]) -> str:
    items = "".join(
        f"<item><title>{escape(entry.article.title)}</title><link>{entry.url}</link>"
        f'<guid isPermaLink="false">{publisher.slug}-{entry.article.number}</guid>'
        f"<pubDate>{format_datetime(entry.published_at)}</pubDate>"
        f"<description>{escape(entry.article.paragraphs[0])}</description>"
        f"<content:encoded>{escape(_html(entry.article))}</content:encoded></item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(publisher.name)}</title><link>{publisher.site}</link>"
        f"<description>{escape(publisher.name)}</description><language>en</language>{items}</channel></rss>"
    )


def _atom(publisher: DemoPublisher, entries: Sequence[Published]) -> str:
    items = "".join(
        f'<entry><title>{escape(entry.article.title)}</title><link href="{entry.url}"/>'
        f"<id>tag:{publisher.slug}.example,2026:{entry.article.number}</id>"
        f"<published>{entry.published_at.isoformat()}</published>"
        f"<updated>{entry.published_at.isoformat()}</updated>"
        f"<summary>{escape(entry.article.paragraphs[0])}</summary>"
        f'<content type="html">{escape(_html(entry.article))}</content></entry>'
        for entry in entries
    )
    updated = max((entry.published_at for entry in entries), default=datetime.now(UTC))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>{escape(publisher.name)}</title><id>tag:{publisher.slug}.example,2026:feed</id>"
        f"<author><name>{escape(publisher.name)}</name></author>"
        f'<link href="{publisher.site}"/><updated>{updated.isoformat()}</updated>{items}</feed>'
    )


def _html(article: DemoArticle) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)


def _page(entry: Published) -> str:
    title = escape(entry.article.title)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<article><h1>{title}</h1><p><i>{escape(entry.article.publisher)}, an invented publisher</i></p>"
        f"{_html(entry.article)}</article></html>"
    )
