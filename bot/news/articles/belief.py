"""Whether a page is the article that a feed announced: the page's text is used only where it is.

A link may lead to a front page, a consent form, a paywall or an error with status 200. What such a page says
would be told as the article's facts, so a page counts only if it carries what the feed says of the article.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from bot.news.articles.markup import PageMarkup
from bot.news.articles.teasers import is_list
from bot.news.articles.walls import (
    GONE,
    SCRIPT,
    says_it_is_gone,
    split_sentences,
    wall_of,
    wall_of_title,
    without_walls,
)
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.words import fold, has_unspaced, tokens, word_count

MIN_WORDS = 40
"""A text with fewer words is a stub."""
FRONT = "its link ends on a front page or section"
OTHER_TEXT = "it says something else than the feed"
TOO_SHORT = "no more text than in the feed"
SAME_TEXT = "this publisher serves the same text for other links"
_LINE_CAP = 400
_MOST = 0.6
"""The share of the feed line's words that make a text the article."""
_SOME = 0.25
"""The share that suffices under the article's own headline."""
_TOGETHER = 1.0
"""The share in the whole text and that in the two neighbouring sentences that have most, added up. Of 465
articles believed under another headline 97 % reach it, and 25 of 51 that were other articles on one war."""
_ALIKE = 0.8
"""The share of words by which two texts are one, and two headlines name one article."""
_GOES_ON = 0.1
"""The share of the feed line's words that an article takes up again after its headline and that line. No wall
does, whatever it says; of 1,352 whole articles all did, of those cut to six sentences 97 %."""
_STEM = 5
_FRONT_NAMES = frozenset(
    "index home homepage default news latest start startseite accueil portada inicio main en de fr es".split()
)
_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<sign>[/_-]?)(?P<month>[01]\d|(?<=\D)\d)(?P=sign)(?P<day>[0-3]\d"
    r"|(?<=\D)\d)(?!\d)"
)
_SAME_DAYS = timedelta(days=3)
"""An address may name the day on which an article was changed; one further off is another article's."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_TOLD_DAY = re.compile(
    r"\b(?:\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?|[^\W\d_]{3,12}\.? \d{1,2},? |\d{1,2}[./]\d{1,2}"
    r"[./])"
    r"(?P<year>(?:19|20)\d\d)\b|(?P<chinese>(?:19|20)\d\d)年\d{1,2}月\d{1,2}日"
)
_OPENING = 500
"""Characters of a text in which its first paragraph is looked for."""
_ADDRESS_CAP = 500
_ARTICLE_FOLDER = 3
"""An address of so many words joined by hyphens is an article's."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a feed says of an article, and where it links to."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Belief:
    """What of a page may be used."""

    text: str | None
    """The article's text; None where the page is not the article."""
    problem: str = ""
    """Why the page, or its body, is not used."""
    schema_types: tuple[str, ...] = ()
    """What kind of article it calls itself, also where a wall hides the text under the article's headline."""
    section: str = ""


def believe(feed: Announced, page_url: str, text: str, markup: PageMarkup) -> Belief:
    """Judge a page by its final address, its extracted `text` ("" where none) and its markup."""
    if _left_the_article(feed.url, page_url):
        return Belief(None, FRONT)
    named = any(names_the_same(feed.title, title) for title in markup.titles)
    if not named and any(_left_the_article(feed.url, address) for address in markup.addresses):
        return Belief(None, FRONT)
    if not named and any(_is_of_other_days(feed.url, address) for address in (page_url, *markup.addresses)):
        return Belief(None, OTHER_TEXT)
    listed = is_list(text, markup.teasers) and "LiveBlogPosting" not in markup.schema_types
    believed = _believed_text(feed, "" if listed else text, markup, named)
    if believed.text is None and listed:
        return replace(believed, problem=FRONT)
    if believed.text is None and not named:
        return believed
    return replace(believed, schema_types=markup.schema_types, section=markup.section)


def _believed_text(feed: Announced, text: str, markup: PageMarkup, same_title: bool) -> Belief:
    """`same_title`: whether the page's headline names the article."""
    line = content_words(f"{feed.title} {feed.text[:_LINE_CAP]}")
    wall = wall_of_title([*markup.titles, markup.window_title])
    named = same_title and not wall
    for body in (text, markup.article_body):
        kept, hidden_by = ("", GONE) if says_it_is_gone(body) else without_walls(body)
        wall = wall or hidden_by
        if _tells_of_another_year(kept, feed, line, markup.published):
            wall = wall or OTHER_TEXT
        elif _carries(kept, line, named) and word_count(kept) >= MIN_WORDS:
            if len(kept) > len(feed.text):
                return Belief(kept)
            return Belief(None, TOO_SHORT)
    wall = wall or wall_of(markup.visible_text) or (None if markup.visible_text else SCRIPT)
    for summary in markup.descriptions:
        if (
            len(summary) > len(feed.text)
            and wall_of(summary) is None
            and share(line, content_words(summary)) >= _MOST
        ):
            return Belief(summary, wall or TOO_SHORT)
    return Belief(None, wall or (TOO_SHORT if word_count(text) < MIN_WORDS else OTHER_TEXT))


def _tells_of_another_year(text: str, feed: Announced, line: frozenset[str], published: str) -> bool:
    """Whether a text opens with a day of an earlier year than its page's, and not with the feed's matter.

    Sites serve an old report of the same town under the new headline.
    """
    dated = (_YEAR.search(one[:_ADDRESS_CAP]) for one in (published, feed.url))
    years = [int(found[0]) for found in dated if found]
    title = content_words(feed.title)
    lines = (one for one in text[:_OPENING].split("\n") if share(content_words(one), title) < _ALIKE)
    first = next(lines, "")
    told = [int(day["year"] or day["chinese"]) for day in _TOLD_DAY.finditer(first)]
    return bool(years and told) and max(told) < years[0] and share(line, content_words(first)) < _MOST


def _carries(text: str, line: frozenset[str], named: bool) -> bool:
    """Whether a text has so great a share of the feed line's words, and goes on about them.

    `named`: whether the page's headline names the article. Else the words must stand together somewhere, too:
    a long text about other things has most of them here and there.
    """
    told = [content_words(sentence) for sentence in split_sentences(text)]
    more = [words for words in told if share(words, line) < _ALIKE]
    whole, beyond = share(line, frozenset().union(*told)), share(line, frozenset().union(*more))
    if beyond < _GOES_ON or whole < (_SOME if named else _MOST):
        return False
    closest = max(share(line, one | two) for one, two in pairwise([*told, frozenset()]))
    return named or whole + closest >= _TOGETHER


def is_front_page(url: str) -> bool:
    """Whether an address is a site's front page or the front page of one of its languages."""
    parts = _parts(url)
    return parts is not None and not parts[1] and all(_is_front_name(name) for name in parts[0])


def _left_the_article(asked_url: str, final_url: str) -> bool:
    """Whether a request ended on a front page or a section, however it came there."""
    asked, final = _parts(asked_url), _parts(final_url)
    if asked is None or final is None:
        return False
    if is_front_page(final_url):
        return True
    (folders, query), (asked_folders, _) = final, asked
    if query or folders == asked_folders:
        return False
    above = len(folders) < len(asked_folders) and asked_folders[: len(folders)] == folders
    return above or (len(folders) <= 2 and not any(map(_names_an_article, folders)))


def _is_of_other_days(asked_url: str, final_url: str) -> bool:
    """Whether both addresses name a day, and not one of the same days: the link leads to another article."""
    asked, final = _day_of(asked_url), _day_of(final_url)
    return asked is not None and final is not None and abs(asked - final) > _SAME_DAYS


def _day_of(url: str) -> timedelta | None:
    found = _DAY.search(url[:_ADDRESS_CAP])
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) - date.min
    except ValueError:
        return None


def _names_an_article(name: str) -> bool:
    return any(char.isdigit() for char in name) or name.count("-") + name.count("_") >= _ARTICLE_FOLDER - 1


def _is_front_name(name: str) -> bool:
    return name.partition(".")[0] in _FRONT_NAMES


def _parts(url: str) -> tuple[list[str], str] | None:
    """The folders of an address, and its query; None where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not parts.netloc:
        return None
    tracking = parts.query.startswith(("utm_", "ref=", "from=", "src="))
    return [name for name in parts.path.casefold().split("/") if name], "" if tracking else parts.query


def content_words(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning; pairs of characters where words have no spaces."""
    words: set[str] = set()
    before = ""
    for token in tokens(text):
        form = fold(token)
        single = has_unspaced(form)
        if single:
            if before:
                words.add(before + form)
        elif len(form) > 1 and form not in FUNCTION_WORDS:
            words.add(form[:_STEM])
        before = form if single else ""
    return frozenset(words)


def share(wanted: frozenset[str], found: frozenset[str]) -> float:
    """The share of the wanted words that are found; 1 where nothing is wanted."""
    return len(wanted & found) / len(wanted) if wanted else 1.0


def names_the_same(title: str, other: str) -> bool:
    """Whether two headlines name one article: nearly all words of one stand in the other."""
    ours, theirs = content_words(title), content_words(other)
    if not ours or not theirs:
        return False
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs)) and 2 * len(theirs) >= len(ours)


def served_for_others(
    title: str, words: frozenset[str], others: Iterable[tuple[str, frozenset[str]]]
) -> bool:
    """Whether nearly the same text stands under other headlines.

    `words` are the `content_words` of the text; `others` are (headline, `content_words` of its text).
    """
    return any(_is_alike(words, body) and not names_the_same(title, other) for other, body in others)


def _is_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    union = len(words | others)
    return union > 0 and len(words & others) >= _ALIKE * union


def common_problem(problems: Sequence[str]) -> str | None:
    """Why the pages of a publisher cannot be read: the problem of most of its last pages, newest first.

    "" stands for a page that was read; None: they can be read, or too few were tried.
    """
    failed = [problem for problem in problems if problem]
    if len(failed) < _TRIED or 2 * len(failed) <= len(problems):
        return None
    return max(failed, key=failed.count)


_TRIED = 3
