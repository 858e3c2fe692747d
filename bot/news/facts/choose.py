"""Choose the three or four sentences that an editor would choose, and trim them to bullets.

A bullet is worth the share of its words that an editor's bullets are likely to hold
(`bot.news.facts.features`), less what the bullets chosen before it already say. Bullets are added while they
raise the expected F1 against an editor's text, which rewards short, dense bullets (the objective of ROUGE F1,
Lin 2004).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from bot.model import Fact
from bot.news.facts import weights
from bot.news.facts.alone import (
    leans_back,
    needs_another,
    opens_with_headline,
    stranger_in,
    tells_little,
)
from bot.news.facts.background import background_chance
from bot.news.facts.boilerplate import lead_length
from bot.news.facts.bullets import (
    BLURB,
    MAX_CHARACTERS,
    TERM_BONUS,
    Bullet,
    content_keys,
    counts_people,
    find_candidates,
    has_term,
    quotations_in,
    shortlist,
    trim,
)
from bot.news.facts.features import Model, Words, bullet_features, weighted, word_worths, words_of
from bot.news.language.words import fold_text
from bot.news.trimming.grounding import figures, governs, has_protected, left_out, words_around
from bot.news.trimming.persons import known_surnames
from bot.news.trimming.trim import finish

_FOLDED_WORD = re.compile(r"[^\W_]+")
"""A word as `fold_text` separates them."""
_DOMAINS = frozenset(["com", "org", "net"])
_INSIDE_WORD = re.compile(r"\w\w")
MIN_BULLETS = 3
ENOUGH_WORDS = 60
"""Once there are `MIN_BULLETS`, no further bullet may raise the total of words above this."""
EXPECTED_WORDS = 13
"""The editor's length in the expected F1; a smaller number makes bullets shorter (fitted for a total of at
most 60 words)."""
FEWEST_WORDS = 10
"""A shorter bullet counts as one of so many words, lest brevity be all that speaks for it."""
PEOPLE_BONUS = 0.03
"""Our own judgement: alerts are about how many people were hurt or sent."""
WORD_MALUS = 0.0037
"""What every word costs a bullet, so that they have 18 words on average; without it they have 20."""
BACKGROUND_MALUS = 0.07
"""What surely is background or comment loses so much to what happened. Twice as much costs 0.2 ROUGE-1, for
publishers' own bullets hold some; to leave it out altogether costs 0.5."""
MOST_BACKGROUND = (0.7, 0.5, 0.25, 0.2)
"""The greatest chance of being background with which a bullet is the first, second, third and fourth to be
chosen. A weak third is rather left out; benchmarks/labels/background.csv tells how many would be bad."""
HEADLINE_BONUS = 0.05
"""Where the article opens with the event that its headline names, the facts must not miss it."""
COUNT_WORDS, COUNT_SHARE = 18, 0.35
"""The greatest length and the least worth of a bullet that is added because it counts people."""
GAP = 3
"""So few characters after the end of a sentence the next one begins."""
SCANT = 0.01
"""The least worth of a bullet that says something else."""
SAME = 0.6
"""Two bullets say the same if they share this part of the shorter one's content words."""
FEW = 3
"""Of so few sentences none that is unclear alone is told, even after another."""
_LONG_HEADLINE = 24
"""A shorter headline may begin a sentence by chance."""
REPEATED = 0.55
"""How much of its worth a word loses once a bullet holds it."""
TITLED = Model(weights.WORD_WEIGHTS, weights.BULLET_WEIGHTS, weights.WORD_PRIORS)
UNTITLED = Model(
    weights.WORD_WEIGHTS_WITHOUT_HEADLINE, weights.BULLET_WEIGHTS_WITHOUT_HEADLINE, weights.WORD_PRIORS
)


class Weighed(NamedTuple):
    """A bullet, the share of its words that an editor's bullets are likely to hold, and how likely it is
    background."""

    bullet: Bullet
    share: float
    chance: float


_Content = tuple[frozenset[str], frozenset[str]]
"""The keys of a bullet's content words, and what it quotes."""


def choose_facts(
    title: str,
    text: str,
    language: str = "en",
    terms: Sequence[str] = (),
    limit: int = 4,
    model: Model | None = None,
    published_at: datetime | None = None,
    news: bool = True,
) -> tuple[Fact, ...]:
    """The article's facts, at most `limit`, in the order of the text.

    `title` is the headline ("" for none), `text` the article's plain text, to which the offsets refer.
    `terms` are the words by which the article met a topic: facts that hold them are preferred. `model` is
    `TITLED` or `UNTITLED` unless given. `published_at` tells what was long before from what is new. `news`
    says that the article is surely news: of other kinds, comment and background are what they have to tell.
    A text may yield fewer facts; each of them satisfies `is_grounded`.
    """
    candidates = find_candidates(text, language)
    words = words_of(title, candidates)
    model = model or (TITLED if words.headline else UNTITLED)
    worths = word_worths(words, model.words, model.priors)
    known = known_surnames(title, text)
    headline = fold_text(title)
    trimmed = (
        trim(candidate, worths, known, words)
        for candidate in shortlist(candidates, worths, terms)
        if not _is_link(candidate.body, headline)
    )
    bullets = [bullet for bullet in trimmed if bullet and not tells_little(bullet, words)]
    if len(candidates) <= FEW:
        bullets = [bullet for bullet in bullets if not leans_back(bullet)]
    published = published_at.date() if published_at else None
    news = news and words.sentences > BLURB
    weighed = [
        Weighed(bullet, share_of(bullet, words, worths, model.bullets, terms, chance), chance * news)
        for bullet in bullets
        for chance in [background_chance(bullet, words, published)]
    ]
    unclear = cache(lambda number: needs_another(bullets[number], words, published))
    stranger = cache(lambda number: stranger_in(bullets[number], words) if news else None)
    chosen = select(weighed, unclear, stranger, worths, limit)
    chosen = chosen or select(weighed, unclear, lambda number: None, worths, limit)
    chosen += _people_count(weighed, unclear, chosen, limit)
    about = [number for number, bullet in enumerate(bullets) if has_term(bullet.text, terms)]
    if chosen and about and not set(chosen).intersection(about):
        chosen[-1] = max(about, key=lambda number: weighed[number].share)
    facts = [_fact(bullets[number]) for number in sorted(chosen)]
    return tuple(safe for fact in facts if (safe := safe_fact(fact, text)))


def _is_link(body: str, headline: str) -> bool:
    """Whether a sentence is the headline, folded, alone or with a publisher or other headings around it."""
    if not headline:
        return False
    folded = fold_text(body)
    if len(headline) < _LONG_HEADLINE:
        return folded == headline
    place = f" {folded} ".find(f" {headline} ")
    if place < 0:
        return False
    words = list(_FOLDED_WORD.finditer(body))
    after = words[len(folded[:place].split()) + len(headline.split()) :]
    return not after or not after[0][0][0].islower() or after[-1][0] in _DOMAINS


def _fact(bullet: Bullet) -> Fact:
    sentence = bullet.candidate.sentence
    return Fact(bullet.text, sentence.text, sentence.start, sentence.end)


def share_of(
    bullet: Bullet,
    words: Words,
    worths: Mapping[str, float],
    share_weights: Mapping[str, float],
    terms: Sequence[str],
    chance: float = 0.0,
) -> float:
    """The share of the bullet's words expected in an editor's bullets, adjusted by our own judgement.

    The topic's words, counts of people and the headline's event raise it; length and the chance of being
    background lower it.
    """
    features = bullet_features(bullet.candidate, bullet.text, bullet.tokens, words, worths)
    share = weighted(features, share_weights) + TERM_BONUS * has_term(bullet.text, terms)
    share += PEOPLE_BONUS * counts_people(bullet) + HEADLINE_BONUS * opens_with_headline(bullet, words)
    return share - BACKGROUND_MALUS * chance - WORD_MALUS * len(bullet.tokens)


def select(
    weighed: Sequence[Weighed],
    unclear: Callable[[int], bool],
    stranger: Callable[[int], str | None],
    worths: Mapping[str, float],
    limit: int,
) -> list[int]:
    """Numbers of the bullets that together promise most, the best first.

    `unclear` tells of a number whether that bullet needs the sentence before it: it is told only if that is
    told already. It is asked of few, for it takes long. It costs 0.2 ROUGE-1, and fewer are better. What may
    well be background is chosen, but not told: what says the same is no better.
    """
    most = max(MOST_BACKGROUND[0], min([one.chance for one in weighed], default=0.0))
    chosen: list[int] = []
    told: dict[int, int] = {}  # number -> the end of its sentence
    contents = [(content_keys(one.bullet), quotations_in(one.bullet)) for one in weighed]
    keys = [frozenset([token.key for token in one.bullet.tokens]) for one in weighed]
    covered: set[str] = set()
    overlap, length = 0.0, 0
    while len(chosen) < limit:
        best, best_value, best_gain = -1, 0.0, 0.0
        for number, (bullet, share, chance) in enumerate(weighed):
            if chance > most or _is_told(contents, number, chosen):
                continue
            repeated = REPEATED * sum([worths[key] for key in keys[number] & covered])
            gain = max(SCANT, share * len(bullet.tokens) - repeated)
            size = max(FEWEST_WORDS, len(bullet.tokens))
            value = (overlap + gain) / (EXPECTED_WORDS + length + size)
            if (
                value > best_value
                and (_follows(bullet, told.values()) or not unclear(number))
                and ((name := stranger(number)) is None or any(n < number and name in keys[n] for n in told))
            ):
                best, best_value, best_gain = number, value, gain
        size = len(weighed[best].bullet.tokens) if best >= 0 else 0
        worse = best_value < overlap / (EXPECTED_WORDS + length)
        if best < 0 or (len(chosen) >= MIN_BULLETS and (worse or length + size > ENOUGH_WORDS)):
            break
        if not chosen or weighed[best].chance <= MOST_BACKGROUND[min(len(chosen), MIN_BULLETS)]:
            told[best] = weighed[best].bullet.candidate.sentence.end
        chosen.append(best)
        covered |= keys[best]
        overlap, length = overlap + best_gain, length + size
    return list(told)


def _is_told(contents: Sequence[_Content], number: int, chosen: Sequence[int]) -> bool:
    """Whether the bullet or one that says the same is chosen."""
    return any(n == number or _says_the_same(contents[number], contents[n]) for n in chosen)


def _follows(bullet: Bullet, ends: Iterable[int]) -> bool:
    """Whether one of the sentences that end there is right before the bullet's."""
    start = bullet.candidate.sentence.start
    return any(start - GAP <= end < start for end in ends)


def _says_the_same(one: _Content, other: _Content) -> bool:
    """Whether most content words of the shorter bullet stand in the other, too, or both quote the same."""
    (words, quoted), (others, others_quoted) = one, other
    return len(words & others) >= SAME * min(len(words), len(others)) or not quoted.isdisjoint(others_quoted)


def _people_count(
    weighed: Sequence[Weighed], unclear: Callable[[int], bool], chosen: Sequence[int], limit: int
) -> list[int]:
    """A short bullet that counts people, if no chosen one does and there is room for one more."""
    if not chosen or len(chosen) >= limit or any(counts_people(weighed[n].bullet) for n in chosen):
        return []
    counting = [
        number
        for number, (bullet, *_) in enumerate(weighed)
        if len(bullet.tokens) <= COUNT_WORDS and counts_people(bullet) and not unclear(number)
    ]
    best = max(counting, key=lambda number: weighed[number].share, default=-1)
    return [best] if best >= 0 and weighed[best].share >= COUNT_SHARE else []


def is_grounded(fact: Fact, article_text: str) -> bool:
    """Whether the fact may be sent.

    Its source must stand in the article at its offsets. The bullet must consist of words of the source, in
    order, with every figure unchanged. The words left out, but those of a dateline, must not be protected; if
    the bullet is an unbroken run of its source, the clauses around it may hold modals and quantities of their
    own.
    """
    if article_text[fact.start : fact.end] != fact.source or _breaks_word(article_text, fact):
        return False
    lead = fold_text(fact.source[: lead_length(fact.source)]).split()
    words, source = fold_text(fact.text).split(), fold_text(fact.source).split()
    if words[: len(lead)] != lead:  # a dateline may hold any word: "TAL TAMR, Syria - "
        source = source[len(lead) :]
    if not words:
        return False
    if not figures(fact.text) <= figures(fact.source):
        return False
    missing = left_out(words, source)
    if missing is not None and not has_protected(" ".join(missing)):
        return True
    around = words_around(words, source)
    return around is not None and not governs(" ".join(around))


def _breaks_word(text: str, fact: Fact) -> bool:
    """Whether the source starts or ends inside a word of the article."""
    return any(0 < at < len(text) and _INSIDE_WORD.match(text, at - 1) for at in (fact.start, fact.end))


def safe_fact(fact: Fact, article_text: str) -> Fact | None:
    """The fact if it is grounded, else its whole source sentence if that is grounded and fits, else None."""
    if is_grounded(fact, article_text):
        return fact
    whole = Fact(finish(fact.source), fact.source, fact.start, fact.end)
    return whole if len(whole.text) <= MAX_CHARACTERS and is_grounded(whole, article_text) else None
