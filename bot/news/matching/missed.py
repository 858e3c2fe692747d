"""What a query misses: words of the reports that tell its stories in other words.

In go reports of the topic's stories that do not meet the query, and other articles of the same days in the
same languages; out come words, names before others, each with the query that takes it as well. A word must
stand in reports of several stories and be rare elsewhere, by Dunning's log-likelihood ratio ("Accurate
methods for the statistics of surprise and coincidence", Computational Linguistics 19(1), 1993), which holds
for small counts too. What it would add is then matched: at least half of it must tell the topic's stories.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log

from bot.errors import QueryError
from bot.news.language.inflections import before_ending
from bot.news.language.stems import ENDINGS_AFTER_APOSTROPHE, vocabulary
from bot.news.matching.cost import check_cost
from bot.news.matching.document import Document
from bot.news.matching.evaluate import evaluate
from bot.news.matching.grams import Gram, grams
from bot.news.matching.match import document, match, score
from bot.news.query.nodes import Node, Query, terms
from bot.news.query.parse import parse
from bot.news.query.scope import in_language
from bot.news.query.widen import parts, widened

MOST = 3
"""Words that are suggested at a time."""
FEWEST_STORIES = 2
"""Stories in whose reports a word must stand: the names of one happening are not those of a topic."""
FEWEST_OTHERS = 50
"""Other articles in its language that must be known before any word counts as rare."""
_SURPRISE = 10.83
"""A log-likelihood ratio that chance exceeds once in a thousand words (chi-square, one degree of freedom)."""
_COMMON = 0.05
"""Share of the other articles above which a word is common."""
_CANDIDATES = 60
_CHARACTERS = 1500
"""What is read of a text, which says by then what it is about."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as its feed gave it, and its story."""

    title: str
    text: str
    language: str
    story_id: int | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """A sample of a language's articles."""

    texts: Sequence[Text]
    of_articles: int
    """How many there are in all."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A word that reports of the topic's stories have, and the query has not."""

    word: str
    """As the reports write it."""
    language: str
    typed: str
    """As a query asks for it."""
    query: str
    """The topic's query with it."""
    stories: int
    """In how many of its stories it stands."""


_Report = tuple[Document, int]
"""A report and its story."""
_Other = tuple[Document, float]
"""An article of no such story, and how many it stands for."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    gram: Gram
    typed: str
    node: Node
    stories: int
    surprise: float = 0.0


def unmet(query: Query, told: Iterable[Text]) -> list[Text]:
    """Those of the reports in which the query is not met at all, in whatever place."""
    return [text for text in told if score(query, _read(text)) is None]


def missed_words(query: Query, reports: Iterable[Text], others: Iterable[Others]) -> tuple[Missed, ...]:
    """The words that a query misses, the best first, MOST at most.

    `reports` are those of its stories that are `unmet`, `others` samples of the articles of no such story.
    """
    elsewhere: dict[str, list[_Other]] = defaultdict(list)
    for sample in others:
        each = sample.of_articles / max(1, len(sample.texts))
        for text in sample.texts:
            read = _read(text)
            elsewhere[read.language].append((read, each))
    found: list[tuple[_Candidate, str, str]] = []
    for (language, number), told in _lacking(query, reports).items():
        for candidate in _surprising(query, language, told, elsewhere[language]):
            more = _worth_adding(query, candidate, number, told, elsewhere[language])
            if more:
                found.append((candidate, language, more))
    found.sort(key=lambda one: (not one[0].gram.is_name, -one[0].surprise, one[0].typed))
    return tuple(
        Missed(candidate.gram.words, language, candidate.typed, more, candidate.stories)
        for candidate, language, more in _apart(found)
    )


def _lacking(query: Query, reports: Iterable[Text]) -> Mapping[tuple[str, int | None], list[_Report]]:
    """The reports by language and the number of the only part of the query that they lack; None: several."""
    required = [parse(part.text) for part in parts(query.text) if not part.excludes]
    groups: dict[tuple[str, int | None], list[_Report]] = defaultdict(list)
    for text in reports:
        read = _read(text)
        lacking = [number for number, part in enumerate(required) if score(part, read) is None]
        if lacking and text.story_id is not None:
            number = lacking[0] if len(lacking) == 1 else None
            groups[read.language, number].append((read, text.story_id))
    return groups


def _read(text: Text) -> Document:
    return document(text.title, text.text[:_CHARACTERS], text.language)


def _surprising(
    query: Query, language: str, reports: Sequence[_Report], others: Sequence[_Other]
) -> list[_Candidate]:
    """What stands in reports of several stories, and much rarer elsewhere."""
    stories = len({story_id for _, story_id in reports})
    if stories < FEWEST_STORIES or len(others) < FEWEST_OTHERS:
        return []
    chosen = []
    for candidate in _candidates(query, language, reports, _common(others)):
        outside = sum(evaluate(candidate.node, other) is not None for other, _ in others)
        surprise = log_likelihood(candidate.stories, stories, outside, len(others))
        if surprise >= _SURPRISE:
            chosen.append(
                _Candidate(candidate.gram, candidate.typed, candidate.node, candidate.stories, surprise)
            )
    return chosen


def _common(others: Sequence[_Other]) -> set[str]:
    """The stems in so many other articles that they neither begin nor end a name of several words."""
    counted = Counter(chain.from_iterable(other.stems for other, _ in others))
    return {stem for stem, number in counted.items() if number > _COMMON * len(others)}


def _candidates(
    query: Query, language: str, reports: Sequence[_Report], common: Collection[str]
) -> list[_Candidate]:
    """The words in reports of several stories that the query does not name, the commonest first."""
    words = vocabulary(language)
    asked = in_language(query.root, language)
    known = {
        key
        for term in (terms(asked) if asked else ())
        for token in _tokens(term)
        for key in words.keys[token]
    }
    written: dict[tuple[str, ...], dict[Gram, set[int]]] = defaultdict(lambda: defaultdict(set))
    for read, story_id in reports:
        for gram in grams(read.title, read.text):
            key = tuple(words.stems[token] for token in gram.tokens)
            loose = len(key) > 1 and not gram.unspaced and (key[0] in common or key[-1] in common)
            if not loose and not known.issuperset(key):
                written[key][gram].add(story_id)
    found: dict[tuple[str, ...], _Candidate] = {}
    for key, forms in written.items():
        stories = len(set(chain.from_iterable(forms.values())))
        if stories < FEWEST_STORIES:
            continue
        # The plainest form: without endings and prefixes, where it occurs so.
        gram = min(forms, key=lambda form: (*_plainness(form), -len(forms[form]), form.words))
        gram = _bare(gram, language)
        typed = _typed(gram, language)
        try:
            node = in_language(parse(typed).root, language)
        except QueryError:
            continue
        if node is not None:
            found[key] = _Candidate(gram, typed, node, stories)
    ranked = sorted(
        found, key=lambda key: (-found[key].stories, not found[key].gram.is_name, found[key].typed)
    )
    return [found[key] for key in ranked[:_CANDIDATES] if not _is_part(key, found)]


def _plainness(gram: Gram) -> tuple[bool, bool, int]:
    """Names first, other words without the capital of a sentence's beginning, shorter forms before longer."""
    return not gram.is_name, not gram.is_name and gram.words[0].isupper(), len(gram.words)


def _bare(gram: Gram, language: str) -> Gram:
    """The name without the ending that Turkish or English puts behind an apostrophe, where it has one."""
    last = gram.tokens[-1]
    if language == "en":
        cut = last.removesuffix("'s").removesuffix("’s")
    else:
        cut = before_ending(last) if language in ENDINGS_AFTER_APOSTROPHE else last
    words = gram.words[: len(gram.words) - len(last) + len(cut)]
    return replace(gram, tokens=(*gram.tokens[:-1], cut), words=words)


def _is_part(key: tuple[str, ...], found: Mapping[tuple[str, ...], _Candidate]) -> bool:
    """Whether a longer name holds these words nearly wherever they occur: "Islamic" in "Islamic State"."""
    return any(
        len(longer) > len(key)
        and 5 * candidate.stories >= 4 * found[key].stories
        and any(longer[at : at + len(key)] == key for at in range(len(longer) - len(key) + 1))
        for longer, candidate in found.items()
    )


def _typed(gram: Gram, language: str) -> str:
    """How a query asks for a word in the language: a name of several words in English as a quoted phrase."""
    if gram.unspaced or len(gram.tokens) == 1:
        word = gram.words
    else:
        # Elsewhere its words are inflected, which a hyphen allows.
        word = f'"{gram.words}"' if language == "en" else "-".join(gram.tokens)
    return word if language == "en" else f"lang:{language}({word})"


def _tokens(term: object) -> tuple[str, ...]:
    tokens: tuple[str, ...] = getattr(term, "tokens", ())
    return tokens or (getattr(term, "token", ""),)


def log_likelihood(inside: int, of_inside: int, outside: int, of_outside: int) -> float:
    """How surprising it is that a word is so much commoner inside; 0 where it is not commoner there."""
    rate = (inside + outside) / (of_inside + of_outside)
    if inside * of_outside <= outside * of_inside:
        return 0.0
    cells = (
        (inside, of_inside * rate),
        (of_inside - inside, of_inside * (1 - rate)),
        (outside, of_outside * rate),
        (of_outside - outside, of_outside * (1 - rate)),
    )
    return 2 * sum(seen * log(seen / expected) for seen, expected in cells if seen)


def _worth_adding(
    query: Query,
    candidate: _Candidate,
    number: int | None,
    reports: Sequence[_Report],
    others: Sequence[_Other],
) -> str:
    """The query with the word; empty where that is too dear, adds too little, or mostly other articles."""
    text = widened(query.text, candidate.typed, number)
    try:
        wider = parse(text)
        check_cost(wider)
    except QueryError:
        return ""
    stories = {story_id for read, story_id in reports if match("", wider, read) is not None}
    told = sum(match("", wider, read) is not None for read, _ in reports)
    elsewhere = sum(
        each
        for other, each in others
        if evaluate(candidate.node, other) is not None and match("", wider, other) is not None
    )
    return text if len(stories) >= FEWEST_STORIES and told >= elsewhere else ""


def _apart(found: Sequence[tuple[_Candidate, str, str]]) -> list[tuple[_Candidate, str, str]]:
    """The first few that share no word with one before."""
    chosen: list[tuple[_Candidate, str, str]] = []
    seen = set[tuple[str, str]]()
    for one in found:
        candidate, language, _ = one
        stems = {(language, vocabulary(language).stems[token]) for token in candidate.gram.tokens}
        if stems.isdisjoint(seen):
            chosen.append(one)
            seen |= stems
    return chosen[:MOST]
