"""The demo's feeds, as Sitrep's parser and grouping read them."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.config.load import example_path, load
from bot.demo.articles import load_articles
from bot.demo.feedserver import Feeds
from bot.feeds.parse import parse_feed
from bot.news.matching.match import document, match
from bot.news.query import parse
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

START = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_there_are_enough_articles_of_the_promised_kinds() -> None:
    publishers, articles = load_articles()
    assert len(articles) >= 30
    assert len(publishers) >= 4
    assert {publisher.format for publisher in publishers} == {"rss", "atom"}
    assert {article.publisher for article in articles} == {publisher.name for publisher in publishers}
    assert {topic for article in articles for topic in article.alerts} == {
        "raqqa",
        "isis",
        "troop-withdrawal",
    }
    assert sum(not article.alerts for article in articles) >= 8
    assert len({article.publisher for article in articles if article.event == "old-bridge"}) == 4
    for article in articles:
        assert 60 <= sum(len(paragraph.split()) for paragraph in article.paragraphs) <= 250, article.title


@pytest.mark.parametrize("affairs", [False, True])
def test_articles_group_by_their_events(affairs: bool) -> None:
    index = StoryIndex(affairs=affairs)
    stories: dict[str, set[object]] = {}
    # Triage follows affairs, and places only what is about a topic.
    for article in (one for one in load_articles()[1] if one.alerts or not affairs):
        at = START - (article.age or timedelta(minutes=-article.number))
        text = "\n".join(article.paragraphs)
        placed = index.place(Report(article.number, article.title, text, article.publisher, at))
        stories.setdefault(article.event, set()).add(placed.story_id)
    assert all(len(ids) == 1 for ids in stories.values())
    assert len({next(iter(ids)) for ids in stories.values()}) == len(stories)


@pytest.mark.parametrize("number", range(5))
async def test_feeds_are_read_grow_and_answer_304(number: int) -> None:
    async with Feeds(START) as feeds, aiohttp.ClientSession() as session:
        publisher = feeds.publishers[number]
        url = feeds.address(publisher)

        async def get(etag: str = "") -> tuple[int, bytes, str]:
            async with session.get(url, headers={"If-None-Match": etag}) as response:
                return response.status, await response.read(), response.headers["ETag"]

        status, body, etag = await get()
        assert status == 200
        before = parse_feed(body, "", url)
        assert before.title == publisher.name
        assert all(entry.published_at and entry.published_at < START for entry in before.entries)
        assert (await get(etag))[0] == 304
        while (article := feeds.publish_next(START)) and article.publisher != publisher.name:
            pass
        status, body, _ = await get(etag)
        assert status == 200
        after = parse_feed(body, "", url)
        assert len(after.entries) == len(before.entries) + 1
        newest = after.entries[0]
        assert article is not None
        assert (newest.title_html, newest.published_at) == (article.title.replace("&", "&amp;"), START)
        assert article.paragraphs[-1].split()[0] in newest.content_html
        async with session.get(newest.url) as page:
            assert article.paragraphs[0].split(",")[0] in await page.text()
        assert feeds.polls[publisher.name] == 3


def test_articles_match_the_shipped_topics_as_labelled() -> None:
    queries = {topic.id: parse(topic.query) for topic in load(example_path(), {}).topics}
    for article in load_articles()[1]:
        read = document(article.title, "\n".join(article.paragraphs))
        met = {topic for topic, query in queries.items() if match(topic, query, read)}
        assert met == set(article.alerts), article.title


async def test_articles_run_out() -> None:
    async with Feeds(START) as feeds, aiohttp.ClientSession() as session:
        coming = feeds.waiting
        assert [feeds.publish_next(START) for _ in coming] == list(coming)
        assert feeds.publish_next() is None
        async with session.get(feeds.address(feeds.publishers[0]).replace("feed.xml", "99")) as page:
            assert page.status == 404
