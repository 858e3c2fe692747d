"""Choose the three or four sentences that an editor would, and trim them to bullets.

A bullet is worth the share of its words that an editor's bullets are likely to have (`bot.news.features`), less
what the bullets already chosen say. Bullets are added while they raise the expected F1 against an editor's
text of `EXPECTED_WORDS` words, which rewards short, dense ones (the objective of ROUGE F1, Lin 2004).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.model import Fact
import re

from bot.news.cut_rules import NAMED
from bot.news.boilerplate import is_heading, is_junk, lead_length
from bot.news.features import (
    Candidate,
    Token,
    Words,
    bullet_features,
    tokens_of,
    weighted,
    word_worths,
    words_of,
)
from bot.news.grounding import figures, fold, governs, has_protected, words_around, left_out
from bot.news.text import sentences
from bot.news.trim import Cut, apply_cuts, find_cuts, finish, is_balanced
from bot.news import weights

NAME = re.compile(r"[A-Z][\w'\u2019-]*\w")
MAX_CHARACTERS = 240
MIN_WORDS, MAX_WORDS = 5, 40
MIN_BULLETS = 3
ENOUGH_WORDS = 50
"""Once three bullets have been chosen, no further one may take the sum of words beyond this."""
EXPECTED_WORDS = 30
CUT_BELOW = 0.25
"""A clause goes where its words' mean worth is less than this."""
REPEATED = 0.75
"""How much of a word's worth is gone once a bullet has it."""
TERM_BONUS = 0.12
"""Added to the share for a bullet with one of the topic's own words."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A candidate, trimmed."""

    candidate: Candidate
    text: str
    tokens: tuple[Token, ...]


def choose_facts(
    title: str, text: str, language: str = "en", terms: Sequence[str] = (), limit: int = 4
) -> tuple[Fact, ...]:
    """The article's facts, at most `limit`, in the order of the text.

    `title` is the headline ("" where there is none), `text` the article's plain text, to which the offsets
    refer. `terms` are the words by which the article met a topic: facts that have them come first.
    Fewer facts come back where the text has fewer; every one of them satisfies `is_grounded`.
    """
    candidates = find_candidates(text, language)
    words = words_of(title, candidates)
    titled = bool(words.headline)
    worths = word_worths(words, weights.WORD_WEIGHTS if titled else weights.WORD_WEIGHTS_WITHOUT_HEADLINE)
    known = known_surnames(title, candidates)
    bullets = [bullet for candidate in candidates if (bullet := trim(candidate, worths, known))]
    share_weights = weights.BULLET_WEIGHTS if titled else weights.BULLET_WEIGHTS_WITHOUT_HEADLINE
    shares = [share_of(bullet, words, worths, share_weights, terms) for bullet in bullets]
    facts = []
    for number in sorted(select(bullets, shares, worths, limit)):
        sentence = bullets[number].candidate.sentence
        facts.append(Fact(bullets[number].text, sentence.text, sentence.start, sentence.end))
    return tuple(fact for fact in facts if is_grounded(fact, text))


def find_candidates(text: str, language: str) -> list[Candidate]:
    """The sentences that may become bullets; headings only where there is nothing else."""
    usable = [sentence for sentence in sentences(text, language) if not is_junk(sentence.text)]
    proper = [sentence for sentence in usable if not is_heading(sentence.text)]
    found = []
    for number, sentence in enumerate(proper or usable):
        skipped = lead_length(sentence.text)
        body = sentence.text[skipped:]
        found.append(Candidate(number, sentence, skipped, body, tokens_of(body)))
    return found


def known_surnames(headline: str, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Surnames that stand in the headline and belong to one person of the article: they need no given name."""
    given: dict[str, set[str]] = {}
    honoured = set()
    wanted = {word for word in NAME.findall(headline) if len(word) > 3}
    if not wanted:
        return frozenset()
    for candidate in candidates:
        for found in NAMED.finditer(candidate.body):
            if found["surname"] in wanted:
                given.setdefault(found["surname"], set()).add(found["given"].strip())
                if found["honour"]:
                    honoured.add(found["surname"])
    return frozenset(name for name in honoured if "" in given[name] and len(given[name]) == 2)


def trim(candidate: Candidate, worths: Mapping[str, float], known: Collection[str] = ()) -> Bullet | None:
    """The candidate without what it can do without; None where no fit bullet comes of it."""
    body, tokens = candidate.body, candidate.tokens
    if not tokens or body.endswith("?"):
        return None
    cuts = find_cuts(body, known)
    for threshold in (CUT_BELOW, 1.0):
        chosen = _worthless(cuts, tokens, worths, threshold)
        kept = tuple(t for t in tokens if not any(cut.start <= t.start < cut.end for cut in chosen))
        bullet = apply_cuts(body, chosen)
        if len(bullet) <= MAX_CHARACTERS:
            break
    fits = MIN_WORDS <= len(kept) <= MAX_WORDS and len(bullet) <= MAX_CHARACTERS
    return Bullet(candidate, bullet, kept) if fits and is_balanced(bullet) else None


def _worthless(
    cuts: Sequence[Cut], tokens: Sequence[Token], worths: Mapping[str, float], threshold: float
) -> list[Cut]:
    chosen = [cut for cut in cuts if cut.always]
    for cut in sorted((cut for cut in cuts if not cut.always), key=lambda cut: cut.start - cut.end):
        if any(cut.start < other.end and other.start < cut.end for other in chosen):
            continue
        inside = [worths[token.key] for token in tokens if cut.start <= token.start < cut.end]
        if inside and sum(inside) / len(inside) < threshold:
            chosen.append(cut)
    if any(cut.whole_tail for cut in chosen):
        return [cut for cut in chosen if cut.whole_tail or cut.start == 0]
    return chosen


def share_of(
    bullet: Bullet,
    words: Words,
    worths: Mapping[str, float],
    share_weights: Mapping[str, float],
    terms: Sequence[str],
) -> float:
    """The expected share of the bullet's words that an editor's bullets have, raised for the topic's words."""
    features = bullet_features(bullet.candidate, bullet.text, bullet.tokens, words, worths)
    share = max(0.01, weighted(features, share_weights))
    folded = f" {fold(bullet.text)} "
    return share + TERM_BONUS * any(f" {fold(term)} " in folded for term in terms)


def select(
    bullets: Sequence[Bullet], shares: Sequence[float], worths: Mapping[str, float], limit: int
) -> list[int]:
    """Numbers of the bullets that together promise the most, best first."""
    chosen: list[int] = []
    said: set[str] = set()
    overlap, length = 0.0, 0
    while len(chosen) < limit:
        best, best_value, best_gain = -1, 0.0, 0.0
        for number, bullet in enumerate(bullets):
            if number in chosen:
                continue
            gain = shares[number] * len(bullet.tokens) * (1 - REPEATED * _repeated(bullet, said, worths))
            value = (overlap + gain) / (EXPECTED_WORDS + length + len(bullet.tokens))
            if value > best_value:
                best, best_value, best_gain = number, value, gain
        if best < 0:
            break
        size = len(bullets[best].tokens)
        worse = best_value < overlap / (EXPECTED_WORDS + length)
        if len(chosen) >= MIN_BULLETS and (worse or length + size > ENOUGH_WORDS):
            break
        chosen.append(best)
        said.update(token.key for token in bullets[best].tokens)
        overlap, length = overlap + best_gain, length + size
    return chosen


def _repeated(bullet: Bullet, said: set[str], worths: Mapping[str, float]) -> float:
    """The share of the bullet's worth that earlier bullets have said."""
    keys = {token.key for token in bullet.tokens}
    return sum(worths[key] for key in keys & said) / sum(worths[key] for key in keys)


def is_grounded(fact: Fact, article_text: str) -> bool:
    """Whether the fact may be sent: its source stands in the article where it says, and the bullet is words of
    that source in their order, every figure as it stands there. Left-out words hold nothing protected; where the
    bullet is an unbroken run of the source, clauses around it may hold modals and quantities of their own."""
    if article_text[fact.start : fact.end] != fact.source:
        return False
    words, source = fold(fact.text).split(), fold(fact.source).split()
    if not words or f" {' '.join(source)} " not in f" {fold(article_text)} ":
        return False
    if not figures(fact.text) <= figures(fact.source):
        return False
    missing = left_out(words, source)
    if missing is not None and not has_protected(" ".join(missing)):
        return True
    around = words_around(words, source)
    return around is not None and not governs(" ".join(around))


def safe_fact(fact: Fact, article_text: str) -> Fact | None:
    """The fact if it is grounded; else its whole source sentence if that is and fits; else None."""
    if is_grounded(fact, article_text):
        return fact
    whole = Fact(finish(fact.source), fact.source, fact.start, fact.end)
    return whole if len(whole.text) <= MAX_CHARACTERS and is_grounded(whole, article_text) else None
