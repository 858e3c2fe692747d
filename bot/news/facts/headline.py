"""What a bullet tells that its headline does not."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from bot.news.facts.brief import is_figure
from bot.news.facts.features import Token, Words, key_of
from bot.news.language.days import WEEKDAYS
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule

REPEATING = 4
"""Of so many words of meaning that a bullet holds, one new one is no news."""
FEW_NEW, SHARE_NEW = 3, 0.25
"""So few new words of meaning, and that part of the number of known ones, are no news either."""
MOST_TOLD_AGAIN = 0.2
"""A bullet of a longer text of which the headline tells more (three words of five) is the headline in other
words: readers found 7 of 9 such bullets to tell nothing."""
NEWS_IN_CLAUSE = 2
"""So many new words in a clause are news."""
STEM = 5
"""Words that begin with the same letters, so many, are forms of one: "Korea" and "Korean"."""
_COMMONPLACE = frozenset(
    "president leader leaders official spokesman spokeswoman minister prime vice secretary senator sen rep"
    " representative gov governor chief head u.s us american state media news agency government former year"
    " week"
    " month last recent recently latest new happened took place marked facing faces linked considered"
    " allegedly"
    " alleged want wants mr mrs ms people man woman set plans plan city country national known called amid"
    " due"
    " following several multiple some many least".split()
)
"""Titles and other words that make no news of what the headline told."""
_COMMONPLACE_KEYS = frozenset(map(key_of, _COMMONPLACE))
_SPELT_OUT = {
    key_of(short): frozenset(map(key_of, long.split()))
    for short, long in (
        pair.split(": ")
        for pair in (
            "gop: republican republicans", "dem: democrat democratic", "dems: democrats democratic",
            "ag: attorney general office", "ny: new york state", "nyc: new york city",
            "scotus: supreme court", "justices: supreme court", "u.s: united states", "us: united states",
            "uk: british britain", "feds: federal",
            "doj: justice department", "dhs: homeland security", "pm: prime minister", "sec: secretary",
            "1: one", "2: two", "3: three", "4: four", "5: five", "6: six", "7: seven", "8: eight", "9: nine",
            "10: ten", "one: 1", "two: 2", "three: 3", "four: 4", "five: 5", "six: 6", "seven: 7", "eight: 8",
            "nine: 9", "ten: 10",
        )
    )
}  # fmt: skip
"""What headlines say in short, and numbers either way."""
_SAYS = frozenset("say says said told accord report confirm".split())
"""Keys of words that name a source: of a headline without one, to whom it goes back is worth a word."""
_YEAR = Rule(r"(?:19|20)\d\d")
_JOINTS = frozenset(
    "after because amid following when while since citing despite without before until unless".split()
)
_NO_NEWS = FUNCTION_WORDS.union(
    WEEKDAYS,
    "announced announces reported reportedly told according officials sources authorities".split(),
    "morning afternoon evening night today".split(),
    "january february march april june july august september october november december".split(),
)

_LITTLE = _NO_NEWS | _COMMONPLACE


def told_again(tokens: Sequence[Token], words: Words) -> float:
    """How much of the bullet its headline tells already: 0 for up to half its words of meaning, 1 for all.

    A new figure makes it 0, and so does a clause that tells why, when or without what: "left four people
    dead", "after cracks were found" are news, however much of the headline stands around them.
    """
    if not words.headline:
        return 0.0
    content = {token.key for token in tokens if token.word not in _NO_NEWS}
    new = _news_of(tuple(tokens), words.headline)
    if len(content) < REPEATING or any(map(_is_figure, new)) or _has_news_in_clause(tokens, new, words):
        return 0.0
    return max(0.0, 1 - 2 * len(new) / len(content))


def _has_news_in_clause(tokens: Sequence[Token], new: Collection[str], words: Words) -> bool:
    """Whether two new words stand after "because", "following" and the like, which the headline has not."""
    joints = [
        n for n, token in enumerate(tokens) if token.word in _JOINTS and token.key not in words.headline
    ]
    return bool(joints) and len({token.key for token in tokens[joints[0] :]} & set(new)) >= NEWS_IN_CLAUSE


def names_more(tokens: Sequence[Token], words: Words) -> bool:
    """Whether the bullet has a name that the headline has not: of a town, of a man."""
    new = _news_of(tuple(tokens), words.headline)
    return any(token.capital and token.key in new for token in tokens[1:])


def _is_figure(key: str) -> bool:
    return is_figure(key) and not _YEAR.fullmatch(key)


def repeats_headline(tokens: Sequence[Token], words: Words) -> bool:
    """Whether the bullet tells nothing that the headline does not, or one or two words among many.

    The day, titles and the other names of whom the headline names are no news. A figure is, and a source
    counts as a word where the headline has none.
    """
    headline = words.headline
    content = {token.key for token in tokens if token.word not in _NO_NEWS}
    unlike = content - headline
    if not headline or not unlike:
        return bool(headline)
    if len(content) < REPEATING:
        return unlike <= _COMMONPLACE_KEYS
    new = unlike if len(unlike) == 1 else _news_of(tuple(tokens), headline)
    if any(map(_is_figure, new)):
        return False
    known = len(content) - len(new)
    said = any(token.key in _SAYS for token in tokens) and _SAYS.isdisjoint(headline)
    return new is unlike or len(new) + said <= min(FEW_NEW, SHARE_NEW * known)


@lru_cache(maxsize=16)
def _known(headline: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of a headline with what it says in short, and how its longer ones begin."""
    short = _SPELT_OUT.keys() & headline
    spelt = headline.union(*(_SPELT_OUT[key] for key in short))
    return spelt, frozenset(key[:STEM] for key in headline if len(key) >= STEM)


@lru_cache(maxsize=128)  # asked of a bullet and its sentence several times
def _news_of(tokens: tuple[Token, ...], headline: frozenset[str]) -> frozenset[str]:
    """The keys of the bullet's words of meaning that the headline does not hold in another form."""
    spelt, stems = _known(headline)
    new: set[str] = set()
    for capital, run in groupby(tokens, attrgetter("capital")):
        words = [token for token in run if token.word not in _LITTLE]
        known = [token.key in spelt or token.key[:STEM] in stems for token in words]
        if capital and any(known):
            # A name is known by its last word, and short ones go with another: "Kim Jong Un".
            words = [] if known[-1] else [token for token in words if len(token.key) >= STEM]
            known = [token.key in spelt or token.key[:STEM] in stems for token in words]
        new.update([token.key for token, is_known in zip(words, known, strict=True) if not is_known])
    return frozenset(new)


def says_again(tokens: Sequence[Token], words: Words) -> bool:
    """Whether the words of a bullet are those of its headline, or the headline in other words."""
    return repeats_headline(tokens, words) or told_again(tokens, words) > MOST_TOLD_AGAIN
