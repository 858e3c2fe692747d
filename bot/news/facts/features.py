"""Numbers that describe an article's words and sentences, to estimate their worth to an editor.

Two small linear models use them, and so does the script that fits the models (`benchmarks/fit_facts.py`). One
gives the chance that a word of the article stands in the editor's bullets, the other the share of a bullet's
words that do.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from bot.news.language.function_words import FIRST_PERSON, FUNCTION_WORDS
from bot.news.language.text import Sentence
from bot.news.language.words import UNSPACED

_SYLLABIC = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer write a syllable with two to four characters."""
# The weights are fitted on words cut like this: figures and hyphenated words whole.
WORD = re.compile(
    rf"\d[\d.,]*\d|[{_SYLLABIC}]{{1,6}}+|[{UNSPACED}][{UNSPACED}]?|[^\W_{UNSPACED}]+(?:['\u2019.&-][^\W_{UNSPACED}]+)*"
)
"""Where words have no spaces between them, two characters count as one, six where they spell syllables."""
_ASCII_WORD = re.compile(r"\d[\d.,]*\d|[A-Za-z0-9]+(?:['.&-][A-Za-z0-9]+)*")
"""The same in a text that is all ASCII, where it takes half the time."""

WORD_FEATURES = (
    "bias", "headline", "count", "spread", "lead", "second_or_third", "early", "name", "figure",
    "headline_and_lead", "function", "function_in_headline",
    "the", "to", "of", "in", "a", "for", "on", "and", "is", "with", "at", "by", "from",
)  # fmt: skip
_COMMON = WORD_FEATURES[12:]
_NO_CONTENT = (0.0,) * 9
_OWN = {word: tuple(float(word == other) for other in _COMMON) for word in _COMMON}
_MOST = 16
"""A word that occurs more often counts as if it occurred so often."""
BULLET_FEATURES = (
    "bias", "worth", "content_worth", "known_pairs", "first", "second", "depth",
    "opens_paragraph", "long", "quotation", "headline", "figure", "first_person",
)  # fmt: skip


class Model(NamedTuple):
    """The fitted weights by which facts are chosen."""

    words: Mapping[str, float]
    """Of `WORD_FEATURES`."""
    bullets: Mapping[str, float]
    """Of `BULLET_FEATURES`."""
    priors: Mapping[str, float]
    """Words that editors prefer or avoid whatever the article is about: key -> log-odds."""


class Token(NamedTuple):
    """A word of a sentence."""

    key: str
    """The word's crude stem: words with the same key count as one word."""
    word: str
    """Lower case."""
    capital: bool
    """Whether the word begins with a capital."""


@dataclass
class Candidate:
    """A sentence that may become a bullet. Nobody changes one; why it is not frozen, see `Sentence`."""

    number: int
    """Its place among the candidates, from 0."""
    sentence: Sentence
    body: str
    """The sentence without a dateline or time stamp at its start."""
    tokens: tuple[Token, ...]
    """The words of `body`."""
    least: int = 5
    """The fewest words of its bullet: one where a few tell something."""
    following: Sentence | None = None
    """The sentence after it, if it is the reporter's."""

    @property
    def brief(self) -> bool:
        """Whether it tells something in a few words: "Two died."."""
        return self.least == 1

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of `tokens`."""
        return tuple([key for key, _, _ in self.tokens])


@dataclass(frozen=True)
class Bullet:
    """A trimmed candidate."""

    candidate: Candidate
    text: str
    tokens: tuple[Token, ...]
    """The words that are left, at least one."""
    front: str = ""
    """The text before them in the sentence."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its words."""
        return frozenset([token.key for token in self.tokens])

    @cached_property
    def content(self) -> frozenset[str]:
        """The keys of its words but function words."""
        return frozenset([token.key for token in self.tokens if token.word not in FUNCTION_WORDS])


@dataclass(frozen=True, slots=True)
class Words:
    """Where and how often the words of an article occur."""

    headline: frozenset[str]
    """Keys of the headline's words."""
    sentences: int
    counts: Mapping[str, int]
    spread: Mapping[str, int]
    """Key -> number of candidates that hold it."""
    first: Mapping[str, int]
    """Key -> number of the first candidate that holds it."""
    written: Mapping[str, str]
    """Key -> the word as first written, in lower case."""
    names: frozenset[str]
    """Keys of words that are capitalised inside sentences."""
    pairs: Mapping[tuple[str, str], int]
    """How often two keys are neighbours, in the headline too."""
    openings: Mapping[str, int]
    """How often a key is the first of a candidate."""


def key_of(word: str) -> str:
    """A lower-case word without its possessive and the common English endings.

    The weights and priors are fitted on these keys; the stems of `bot.news.language.stems` instead would cost
    0.4 points of ROUGE-1.
    """
    word = word.replace("\u2019", "'").removesuffix("'s")
    if len(word) > 4:
        for ending in ("ies", "ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
                word = word[: -len(ending)] + ("y" if ending == "ies" else "")
                break
        word = word.removesuffix("e")
    return word


@lru_cache(maxsize=1 << 14)
def _token(written: str) -> Token:
    word = written.lower()
    return Token(key_of(word), word, written[0].isupper())


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    return tuple(map(_token, (_ASCII_WORD if text.isascii() else WORD).findall(text)))


def starts_of(text: str) -> list[int]:
    """The offset of each token of `tokens_of`."""
    return [word.start() for word in WORD.finditer(text)]


def words_of(headline: str, candidates: Sequence[Candidate]) -> Words:
    """Count the words of an article's candidates."""
    title = [token.key for token in tokens_of(headline)]
    keys = [candidate.keys for candidate in candidates]
    counts = Counter(chain.from_iterable(keys))
    pairs = Counter(chain(pairwise(title), chain.from_iterable(map(pairwise, keys))))
    opening = Counter([sentence[0] for sentence in keys if sentence])
    capital = Counter([key for c in candidates for key, _, capital in c.tokens[1:] if capital])
    first: dict[str, int] = {}
    for candidate in reversed(candidates):
        first.update(dict.fromkeys(candidate.keys, candidate.number))
    return Words(
        headline=frozenset(title),
        sentences=len(candidates),
        counts=counts,
        spread=Counter(chain.from_iterable(map(set, keys))),
        first=first,
        written={key: word for c in reversed(candidates) for key, word, _ in reversed(c.tokens)},
        pairs=pairs,
        openings=opening,
        names=frozenset(key for key, count in capital.items() if count >= 0.8 * (counts[key] - opening[key])),
    )


def word_features(key: str, words: Words) -> tuple[float, ...]:
    """The features of a word of an article, in the order of `WORD_FEATURES`; missing last ones are 0."""
    word = words.written[key]
    headline = key in words.headline
    if word in FUNCTION_WORDS:
        return (1.0, *_NO_CONTENT, 1.0, float(headline), *_OWN.get(word, ()))
    place = words.first[key]
    return (
        1.0,
        float(headline),
        math.log2(min(words.counts[key], _MOST)),
        math.log2(1 + words.spread[key]) / math.log2(2 + words.sentences),
        float(place == 0),
        float(place in (1, 2)),
        1 / (1 + place / 4),
        float(key in words.names),
        float(word[0].isdigit()),
        float(headline and place == 0),
    )


def word_worths(words: Words, weights: Mapping[str, float], priors: Mapping[str, float]) -> dict[str, float]:
    """Key -> the chance that an editor's bullets hold the word, by the logistic model of a `Model`.

    The odds are those of `word_features`, of which each part is weighed once for all the words that share it.
    """
    counts, spread, first = words.counts, words.spread, words.first
    headline, names, prior = words.headline, words.names, priors.get
    of_place, of_spread, of_count = _odds_of_places(words, weights)
    of_headline, of_lead = weights["headline"], weights["headline_and_lead"]
    of_name, of_figure = weights["name"], weights["figure"]
    function: dict[tuple[str, bool], float] = {}
    worths = {}
    for key, word in words.written.items():
        titled = key in headline
        if word in FUNCTION_WORDS:
            alike = (word, titled)
            if alike not in function:
                function[alike] = _function_odds(word, titled, weights)
            odds = function[alike]
        else:
            place, count = first[key], counts[key]
            odds = of_place[place] + of_spread[spread[key]] + of_count[count if count < _MOST else _MOST]
            if titled:
                odds += of_headline if place else of_headline + of_lead
            if key in names:
                odds += of_name
            if word[0].isdigit():
                odds += of_figure
        worths[key] = 1 / (1 + math.exp(-prior(key, 0.0) - odds))
    return worths


def _odds_of_places(
    words: Words, weights: Mapping[str, float]
) -> tuple[list[float], list[float], list[float]]:
    """What a word's first sentence, its spread and its count add to the odds, the bias in the first."""
    bias, lead, later, early = (weights[name] for name in ("bias", "lead", "second_or_third", "early"))
    of_place = [bias + early / (1 + place / 4) for place in range(words.sentences)]
    for place in range(min(3, words.sentences)):
        of_place[place] += later if place else lead
    weight = weights["spread"] / math.log2(2 + words.sentences)
    of_spread = [weight * math.log2(1 + held) for held in range(words.sentences + 1)]
    of_count = [0.0] + [weights["count"] * math.log2(count) for count in range(1, _MOST + 1)]
    return of_place, of_spread, of_count


def _function_odds(word: str, headline: bool, weights: Mapping[str, float]) -> float:
    own = weights[word] if word in _COMMON else 0.0
    return weights["bias"] + weights["function"] + headline * weights["function_in_headline"] + own


def bullet_features(bullet: Bullet, words: Words, worths: Mapping[str, float]) -> dict[str, float]:
    """The features of a bullet, by name."""
    candidate, text, tokens = bullet.candidate, bullet.text, bullet.tokens
    content = [token.key for token in tokens if token.word not in FUNCTION_WORDS]
    size = len(tokens)
    known, worth_of = words.pairs.get, worths.__getitem__
    pairs = pairwise([token.key for token in tokens])
    return {
        "bias": 1.0,
        "worth": sum(map(worth_of, bullet.keys)) / size,
        "content_worth": sum(map(worth_of, content)) / max(1, len(content)),
        "known_pairs": len([pair for pair in pairs if known(pair, 0) > 1]) / size,
        "first": float(candidate.number == 0),
        "second": float(candidate.number == 1),
        "depth": math.log2(1 + candidate.number) / 5,
        "opens_paragraph": float(candidate.sentence.index == 0),
        "long": max(0, size - 22) / 10,
        "quotation": float('"' in text or "\u201c" in text),
        "headline": len(words.headline & bullet.content) / max(1, len(words.headline)),
        "figure": float(any(map(str.isdigit, text))),
        "first_person": float(not FIRST_PERSON.isdisjoint([token.word for token in tokens])),
    }


def weighted(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of named features."""
    return sum(weights[name] * value for name, value in features.items())
