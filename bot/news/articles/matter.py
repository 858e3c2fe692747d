"""Whether a part of a text is of another matter than what stands before it."""

import re

from bot.news.articles.belief import content_words, share
from bot.news.language.days import WEEKDAYS
from bot.news.language.words import word_count

_RULE = re.compile(r"\s*(?:[*•·~_—–=#⁂-]\s*){1,20}")
_MARKS = frozenset("*•·~_—–=#⁂-")
_LONGEST_RULE = 60
_BEGUN = 12
"""Words of an article that has begun: what is shorter is a date or a caption above a rule."""
_SAME_MATTER = 0.08
"""The share of a section's words that stood before it. Of 464 articles the last three paragraphs have
less than that of the first four, and no name of theirs, in 18; the first three of another article in 211."""
_SAME_MATTER_NAMED = 0.25
"""The same where the section has names, all of them its own. Of 476 articles the last three sentences have
less in 8; three sentences of another article in 153."""
SAME_MATTER_APART = 0.5
"""The same where its heading has such a name, too, or it stands behind a rule or in a box: there articles
seldom go on. The last three sentences have less in 38, three of another article in 195."""
_SAME_HEADLINE = 0.25
"""The share of the words of such a section's heading."""
_DAYS = frozenset(day.capitalize() for day in WEEKDAYS) | frozenset(
    (
        "January February March April May June July August September October November December"
        " Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März Mai Juni Juli"
        " Oktober Dezember"
    ).split()
)
"""They look like names; articles of one day share them."""
NAME = re.compile(r"(?<=[a-zß-ÿ,;] )[A-Z][\w’'-]{2,30}")
TITLE_NAME = re.compile(r"\b[A-Z][\w’'-]{2,30}")


def is_other_matter(text: str, headline: str, words: set[str], names: set[str]) -> bool:
    """Whether a part of a text under its own headline ("" for none) is of another matter.

    `words` are the content words of what stands before it, `names` the names there.
    """
    known = frozenset(words)
    told, headed = names_in(text, NAME), names_in(headline, TITLE_NAME)
    own = told | headed
    if not names.isdisjoint(own):
        return False
    head = content_words(headline)
    if len(head & known) > (_SAME_HEADLINE * len(head) if own else 0):
        return False
    apart = not headline or not told.isdisjoint(headed)
    most = (SAME_MATTER_APART if apart else _SAME_MATTER_NAMED) if own else _SAME_MATTER
    return share(content_words(text), known) < most


def is_rule(line: str) -> bool:
    """Whether a line stands for a rule across the page: "* * *"."""
    return _RULE.fullmatch(line) is not None


def names_in(text: str, pattern: re.Pattern[str]) -> set[str]:
    """What looks like a name in a text, by `NAME`, or in a headline, by `TITLE_NAME`; no days or months."""
    return {name.removesuffix("'s").removesuffix("’s") for name in pattern.findall(text)} - _DAYS


def without_other_parts(text: str) -> str:
    """A plain text without its rules, and without what stands behind one and is of another matter.

    The first part is the article, which begins where enough is told.
    """
    first, *others = _parts(text)
    if not others:
        return text
    kept = [first]
    for part in others:
        before = "\n".join(kept)
        if word_count(before) < _BEGUN or not is_other_matter(
            part, "", set(content_words(before)), names_in(before, NAME) | names_in(before, TITLE_NAME)
        ):
            kept.append(part)
    return "\n".join(filter(None, kept))


def _parts(text: str) -> list[str]:
    """What stands between the rules of a text."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if (
            line[:1] in _MARKS
            and len(line) <= _LONGEST_RULE
            and len(set(line)) <= 2 < len(line)
            and is_rule(line)
        ):
            parts.append([])
        else:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts]
