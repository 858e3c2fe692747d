"""How likely a sentence is background, comment or colour, and not what happened: cues, summed.

What an editor leaves out of an alert shows in small things: a main verb that says how things are ("is one of
the few roles") and not what somebody did, a time long before the report, words of judgement, no source, no
day, a place deep in the text. None of them decides alone. The weights (`background_weights`) are fitted to
sentences that an editor read, by `benchmarks/fit_background.py`. The cues are English.
"""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.news.facts.background_weights import BIAS, WEIGHTS
from bot.news.facts.background_words import (
    FRONTS,
    NO_PARTICIPLE_BEFORE,
    PARTICIPLES,
    RELATIVE,
    TIMES,
    VERBS,
    WORDS,
)
from bot.news.facts.features import Bullet, Token, Words
from bot.news.facts.headline import told_again
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.past import tells_lately, tells_past

_QUOTED = Rule('["\u201c][^"\u201c\u201d]{0,500}["\u201d]?')
_SAYING = frozenset([word for word, kind in VERBS.items() if kind == "says"])
FEWEST_THE = 4
"""An English text has a "the" in so many sentences at least."""
_DAYS = frozenset([word for word, kind in WORDS.items() if kind == "day"])
_LATE = 9
"""A main verb farther from its clause's start has a long subject."""
_MANY = 8
"""In a text of fewer sentences none is deep."""
_SHORT = 9
"""Bullets of so few words often tell next to nothing."""
_MANNER = 5
"""Longer words in -ly are adverbs of manner, more often than "early" and "only"."""
_YEAR = Rule(r"(?:19|20)\d\d")
_DASHES = ("\u2014", " -- ", " \u2013 ")
_MENTIONS = 6
"""A word that an article holds more often counts as if it held it so often."""
_SPEAKER_AFTER = Rule("[\"\u201d] (?:[\\w.\u2019'-]{1,20} ){0,6}(?:said|says|tweeted|wrote|told|added)\\b")


def background_chance(bullet: Bullet, words: Words, published: date | None) -> float:
    """The chance, from 0 to 1, that an editor leaves the sentence out because it is not what happened.

    `words` are the article's, `published` is its date of publication where it is known. 0 where
    the article is not English.
    """
    if not is_english(words):
        return 0.0
    found = cues(bullet, words, published)
    odds = BIAS + sum([WEIGHTS.get(name, 0.0) * value for name, value in found.items()])
    return 1 / (1 + math.exp(-odds))


def is_english(words: Words) -> bool:
    """Whether an article of these words is English."""
    return words.counts.get("the", 0) * FEWEST_THE >= words.sentences


def cues(bullet: Bullet, words: Words, published: date | None) -> dict[str, float]:
    """What of the sentence speaks for or against background, by name; what is missing is 0."""
    text, tokens, candidate = bullet.text, bullet.tokens, bullet.candidate
    found: dict[str, float] = {}
    plain = [token.word for token in tokens]
    if "\u2019" in text:
        plain = [word.replace("\u2019", "'") for word in plain]
    start = _main_clause(text, plain, found)
    quotation = text[0] in '"\u201c'
    kind, place = _main_verb(tokens, plain, start)
    found["verb: quotation" if quotation else f"verb: {kind}"] = 1.0
    if place - start > _LATE:
        found["late verb"] = 1.0
    for token in tokens:
        if (known := WORDS.get(token.word)) is not None:
            found[known] = 1.0
    if not _DAYS.isdisjoint([token.word for token in candidate.tokens]):
        found["day"] = 1.0
    if tells_past(text, published):
        found["past"] = 1.0
    if tells_lately(candidate.body, published):
        found["lately"] = 1.0
    if kind != "says" and not _SAYING.isdisjoint(plain):
        found["says elsewhere"] = 1.0
    if "according" in plain:
        found["according"] = 1.0
    if quotation or '"' in text or "\u201c" in text:
        found["quoted"] = 1 - len(_QUOTED.sub(" ", text)) / len(text)
        found["speaker after"] = float(_SPEAKER_AFTER.search(text) is not None)
    return found | _measures(bullet, words)


def _measures(bullet: Bullet, words: Words) -> dict[str, float]:
    """Where the sentence stands, and how it speaks of what was told before."""
    tokens, candidate = bullet.tokens, bullet.candidate
    number = candidate.number
    again = sum(
        one.word == "the"
        and not other.capital
        and other.key not in words.headline
        and words.first.get(other.key, number) < number
        for one, other in pairwise(tokens)
    )
    content = bullet.content
    mentions = [min(_MENTIONS, words.counts.get(key, 0)) for key in content]
    return {
        "depth": math.log2(1 + number),
        "share before": number / max(_MANY, words.sentences),
        "opens paragraph": float(candidate.sentence.index == 0),
        "headline": len(words.headline & content) / max(1, len(words.headline)),
        "new words": math.log2(1 + len(content - words.headline)) if words.headline else 0.0,
        "told again": told_again(bullet.tokens, words),
        "second": float(number == 1),
        "known things": float(min(2, again)),
        "mentions": sum(mentions) / max(1, len(mentions)),
        "no headline": float(not words.headline),
        "figure": float(any(token.word[0].isdigit() and not _YEAR.fullmatch(token.word) for token in tokens)),
        "manner": float(
            len([token for token in tokens if len(token.word) > _MANNER and token.word.endswith("ly")])
        ),
        "short": float(len(tokens) <= _SHORT),
        "dash": float(has_any(bullet.text, _DASHES)),
        "bare name": float(opens_with_surname(tokens, words)),
        "the": float(tokens[0].word in ("the", "this", "that", "these", "those", "such")),
    }


def _main_clause(text: str, plain: Sequence[str], found: dict[str, float]) -> int:
    """Where the main clause begins; what kind of clause stands before it goes into `found`."""
    first = plain[0]
    if first not in FRONTS and first not in TIMES:
        return 0
    comma = text.find(",", 0, 120)
    if comma < 0:
        return 0
    if first in FRONTS:
        found["front"] = 1.0
    front = len(text[:comma].split())
    return front if front < len(plain) - 3 else 0


def _main_verb(tokens: Sequence[Token], plain: Sequence[str], start: int) -> tuple[str, int]:
    """The kind of the first finite verb that is not in a relative clause, and its place."""
    relative = False
    for place in range(start, len(plain)):
        word = plain[place]
        if word in RELATIVE and place:
            relative = True
            continue
        kind = VERBS.get(word)
        if kind is None:
            past = (
                len(word) > 4
                and word.endswith("ed")
                and place
                and plain[place - 1] not in NO_PARTICIPLE_BEFORE
            )
            kind = "past" if past else ""
        if not kind or (tokens[place].capital and place):
            continue
        if relative:
            relative = False
            continue
        return _with_participle(kind, plain, place), place
    return "none", len(plain)


def _with_participle(kind: str, plain: Sequence[str], place: int) -> str:
    """The kind of a verb with what follows it: "is held", "has told" and "was going" tell what happened."""
    if kind not in ("is", "was", "has", "had"):
        return kind
    for word in plain[place + 1 : place + 3]:
        if (
            word in PARTICIPLES
            or VERBS.get(word) in ("past", "says")
            or (word.endswith("ed") and len(word) > 4)
        ):
            return f"{kind} done"
        if word.endswith("ing"):
            return f"{kind} doing"
    return kind


def opens_with_surname(tokens: Sequence[Token], words: Words) -> bool:
    """Whether the sentence opens with a single name that the headline does not hold: "Roe said"."""
    first = tokens[0]
    return (
        first.capital
        and first.key in words.names
        and first.key not in words.headline
        and first.word not in FUNCTION_WORDS
        and not (len(tokens) > 1 and tokens[1].capital)
    )
