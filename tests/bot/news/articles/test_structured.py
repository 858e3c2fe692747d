"""schema.org data as sites write it."""

import json

import pytest

from bot.news.articles.markup import read_markup
from bot.news.articles.structured import body_of, is_article, read_nodes

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Mill fire kills two at Orn",
    "articleBody": "Two workers died.",
    "articleSection": "World",
}
TEXT = json.dumps(ARTICLE)


def read(*scripts: str) -> list[dict[str, object]]:
    return [node for node in read_nodes(scripts) if is_article(node)]


@pytest.mark.parametrize(
    "script",
    [
        f"<![CDATA[{TEXT}]]>",
        f"//<![CDATA[\n{TEXT}\n//]]>",
        f"/*<![CDATA[*/{TEXT}/*]]>*/",
        f"<!--//--><![CDATA[//><!--\n{TEXT}\n//--><!]]>",
        f"<!-- {TEXT} -->",
        f"\ufeff{TEXT};",
        f"// written by hand\n{TEXT[:-1]}, /* the end */ }}",
        f"[{TEXT},]",
        TEXT.replace('"World"', '"World" // the section\n'),
        TEXT.replace("Two workers", "Two\\' workers"),
        TEXT.replace("Two workers", "Two\nworkers\t"),
        TEXT.replace('"', "&quot;"),
        f'{{"@type": "WebSite"}}\n{TEXT}',
    ],
    ids=[
        "cdata", "commented cdata", "block cdata", "drupal", "comment", "mark", "comments", "comma",
        "tail comment", "escape", "line break", "entities", "two values",
    ],
)  # fmt: skip
def test_the_article_is_found_however_it_is_wrapped(script: str) -> None:
    (node,) = read(script)
    assert node["headline"] == ARTICLE["headline"]
    assert "workers" in body_of(node)


@pytest.mark.parametrize(
    "value",
    [
        [{"@type": "Organization"}, ARTICLE],
        {"@graph": [{"@type": "WebPage"}, ARTICLE]},
        {"@graph": ARTICLE},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "WebPage", "mainEntity": [ARTICLE]},
        [[{"@graph": [{"@type": "WebPage", "mainEntity": {"@graph": [ARTICLE]}}]}]],
        {"@type": "Person", "mainEntityOfPage": ARTICLE},
    ],
)
def test_the_article_is_found_wherever_it_stands(value: object) -> None:
    assert read(json.dumps(value)) == [ARTICLE]


def test_what_an_article_is_beside_is_not_read() -> None:
    other = {"@type": "OpinionNewsArticle", "headline": "Mills must close"}
    assert read(json.dumps({**ARTICLE, "hasPart": other, "isRelatedTo": [other], "mentions": other})) == [
        {**ARTICLE, "hasPart": other, "isRelatedTo": [other], "mentions": other}
    ]


def test_a_live_page_has_the_text_of_its_reports() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "Fire is out", "articleBody": "The last flames died at noon."},
        {"@type": "BlogPosting", "articleBody": {"@value": "Forty firefighters came.", "@language": "en"}},
        "nothing",
    ]
    (node,) = read(json.dumps({"@type": ["LiveBlogPosting"], "liveBlogUpdate": updates}))
    assert body_of(node) == "Fire is out\nThe last flames died at noon.\nForty firefighters came."
    (single,) = read(json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates[0]}))
    assert body_of(single).startswith("Fire is out")


def test_of_several_articles_that_with_the_pages_headline_counts() -> None:
    """A list of related articles must not make news an opinion."""
    beside = {"@type": "OpinionNewsArticle", "headline": "Mills must close", "articleSection": "Opinion"}
    script = f'<script type="application/LD+JSON">{json.dumps([beside, ARTICLE])}</script>'
    page = f"<html><head>{script}</head><body><h1>Mill fire kills two  at Orn</h1></body></html>"
    markup = read_markup(page, "https://post.example/mill-fire", 1000)
    assert (markup.schema_types, markup.section) == (("NewsArticle",), "World")
    first = read_markup(page.replace("<h1>Mill", "<h1>A mill"), "https://post.example/mill-fire", 1000)
    assert first.schema_types == ("OpinionNewsArticle",)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "]",
        "nonsense",
        "[" * 9000,
        '{"a": "' + "\\" * 9001,
        "/*" * 9000,
        '{"@graph": 5}',
        "{},," * 5000,
        "// {",
    ],
)
def test_what_cannot_be_read_is_left_out(script: str) -> None:
    assert read(script) == []
