"""What a headline denies, by which its story is found: who denies it speaks in many.

In go a title and its language, out come the stems of who denies and of what is denied.
"""

import re
from typing import NamedTuple

from bot.news.acts.act import Act
from bot.news.acts.lexicon import lexicon
from bot.news.acts.recognise import READ_WORDS, reported_acts
from bot.news.language.stemming import stem
from bot.news.language.tags import primary
from bot.news.language.words import fold_in, spelling, tokens

NO_LETTERS = frozenset(["zh", "ja"])
"""Languages whose words are not cut as titles are here."""
_ENGLISH = re.compile(
    r"\b(?:den(?:y|ie)|reject|refut|rebut|repudiat|dismiss|disput|disavow|contradict|brand|call|insist|no\b|not\b"
    r"|say|said|receive|seen\b|(?:un)?true\b|false|fake|forged|without\b|issue|repeat|reiterat|did)",
    re.IGNORECASE,
)
"""How English denials begin or what they hold: looking them all up takes longer."""


class Denied(NamedTuple):
    """A denial, as stems; empty where a title denies nothing, or nothing follows the verb."""

    by: frozenset[str] = frozenset()
    matter: frozenset[str] = frozenset()


def denied(title: str, language: str) -> Denied:
    """Who denies in a title, and what."""
    code = primary(language)
    if code in NO_LETTERS or (code == "en" and not _ENGLISH.search(title)):
        return Denied()
    spelt = spelling(title, language)
    shown = tokens(title)[:READ_WORDS]
    words = [fold_in(token, spelt).lower() for token in shown]
    mentions = lexicon(spelt).patterns.mentions(words)
    verb = next((mention for mention in mentions if mention.act is Act.DENIAL), None)
    if verb is None or all(one.act is not Act.DENIAL for one in reported_acts(title, language)):
        return Denied()
    roots = [stem(token, language)[0] for token in shown]
    return Denied(frozenset(roots[: verb.start]), frozenset(roots[verb.end :]))
