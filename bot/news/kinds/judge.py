"""An item -> its kind, whether it is worth a buzz, and why: evidence summed, never a first veto.

English items are weighed by a logistic model of named cues and common words (`weights`, written by
`benchmarks/fit_kinds.py`). Of other languages only labels, filing, shapes and the phrases of `titles.txt` are
known: such an item is news unless those say otherwise. The score is in logits above the threshold of an
alert, so that 0 is the threshold in both cases.

Kind and score agree: what is worth a buzz is news or a live page. An item that its publisher calls opinion,
analysis or a bulletin is not worth one, however much its title reads like news: followers did not ask for
that kind, and what happened comes as news too. What nobody calls anything and reads like news is news.
"""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from math import fsum

from bot.news.kinds.held import FOREIGN, FOREIGN_START, MAY_ALERT, NAMED, SEVERAL, held
from bot.news.kinds.kind import Item, Judgement, Kind
from bot.news.kinds.read import Reading, is_english, read, read_foreign, read_on
from bot.news.kinds.text_cues import FULL
from bot.news.kinds.weights import BIAS, CUES, LINE_WORDS, THRESHOLD, TITLE_WORDS

_REASONS = 5
_WORTH_SAYING = 0.2
"""A weight of which `/why` speaks."""
_UNSURE = 0.7
"""So close below the threshold an item is still called news: the caller may send it, silently."""
_SURELY_NONE = 1.5
"""So far below the threshold an item that nothing names is a feature, or a match, which is news to its fans:
with topics left out, 1 of the 132 items there that met a topic was wanted."""
_A_SCENE = 2.5
"""So far below the threshold a long text may open and yet be news by what it tells later."""
_TITLE_MAY = 0.5
"""So far below it its title may be alone: features and columns tell some news as well, under other titles."""
_SPEAKS = 0.8
"""So much evidence for a kind makes an item that is no alert one of that kind; less leaves it news."""
_MATCHES = frozenset({"filed under sport", "title: a match"})
_FILED = 0.5
"""What a publisher's filing adds to the evidence for its kind: "video" may weigh little and still be one."""


def judge(item: Item) -> Judgement:
    """What the item is; news where nothing speaks against it. One without words is not worth a buzz."""
    if not (item.title.strip() or item.text.strip()):
        return Judgement(Kind.NEWS, False, -_UNSURE, ("it says nothing",))
    if is_english(item):
        reading = read(item)
        evidence = list(_evidence(reading))
        score = _total(evidence, BIAS - THRESHOLD)
        if -_A_SCENE < score < 0:
            reading = _after_a_scene(item, reading)
            evidence, score = list(_evidence(reading)), _sum(reading)
    else:
        reading = read_foreign(item)
        evidence = [(cue, FOREIGN.get(cue, _weight(cue))) for cue in reading.cues]
        score = _total(evidence, FOREIGN_START)
    named = named_kind(reading.cues.keys())
    if named is not None and named not in MAY_ALERT:
        score = min(score, -_UNSURE)
    kind = named or _kind(reading, dict(evidence), score)
    return Judgement(kind, score >= 0, round(score, 2), _reasons(evidence, score, kind))


def _after_a_scene(item: Item, opening: Reading) -> Reading:
    """The passage of a long text that reads most like news, if its title may; else its `opening`.

    A reporter may begin with the rain, the tents and the men who look up, and come to the withdrawal then.
    """
    alone, *later = [*read_on(item)] or [opening]
    if not later or _sum(alone) < -_TITLE_MAY:
        return opening
    best = max(later, key=_sum)
    return best if _sum(best) >= 0 else opening


def _sum(reading: Reading) -> float:
    return _total(_evidence(reading), BIAS - THRESHOLD)


def _total(evidence: Iterable[tuple[str, float]], start: float) -> float:
    """The weights added up exactly: words come in another order in each process, and 0 decides."""
    return fsum([start, *(weight for _, weight in evidence)])


def _evidence(reading: Reading) -> Iterator[tuple[str, float]]:
    for cue in reading.cues:
        yield cue, _weight(cue)
    for word in reading.title_words:
        if word in TITLE_WORDS:
            yield f'"{word}" in the title', TITLE_WORDS[word]
    for word in reading.line_words:
        if word in LINE_WORDS:
            yield f'"{word}" in the line', LINE_WORDS[word]


@lru_cache(maxsize=512)
def _weight(cue: str) -> float:
    """The fitted weight, held where the labelled items are too few to show how plain the cue is."""
    return held(cue, CUES.get(cue, 0.0))


def named_kind(cues: Set[str]) -> Kind | None:
    """The kind that the publisher gives the item; None where it gives none."""
    return next((kind for cue, kind in NAMED.items() if cue in cues), None)


def _kind(reading: Reading, weights: dict[str, float], score: float) -> Kind:
    """News, unless the item is no alert and another kind has evidence."""
    if score < 0 and SEVERAL in reading.cues:
        return Kind.LISTING
    if score >= -_UNSURE:
        return Kind.NEWS
    votes: dict[Kind, float] = {}
    for cue, voted in reading.cues.items():
        if voted is not None:
            filed = 0.0 if cue.startswith(("title: ", "line: ")) else _FILED
            votes[voted] = votes.get(voted, 0.0) + max(0.0, -weights[cue]) + filed
    best = max(votes, key=lambda kind: (round(votes[kind], 6), kind), default=Kind.NEWS)
    if votes.get(best, 0.0) >= _SPEAKS:
        return best
    return Kind.NEWS if score >= -_SURELY_NONE or _MATCHES & reading.cues.keys() else Kind.FEATURE


def _reasons(evidence: list[tuple[str, float]], score: float, kind: Kind) -> tuple[str, ...]:
    """The weightiest cues on the side that won, then the kind's own name where it was named."""
    sign = 1 if score >= 0 else -1
    ranked = sorted(evidence, key=lambda pair: -sign * pair[1])
    said = [cue for cue, weight in ranked if sign * weight >= _WORTH_SAYING and cue != FULL]
    named = [cue for cue, _ in evidence if NAMED.get(cue) is kind and cue not in said[:_REASONS]]
    return tuple((named + said)[:_REASONS]) or ("nothing speaks against it",)
