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
from bot.news.facts.bullets import Bullet
from bot.news.facts.features import Token, Words
from bot.news.facts.past import tells_past
from bot.news.language.days import WEEKDAYS
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.irregular import FAMILIES
from bot.news.language.lazy_regex import Rule

_VERBS: dict[str, str] = {form: "past" for family in FAMILIES.splitlines() for form in family.split()[1:]}
"""The common finite verbs, and whether they tell what is, was, will be, somebody did or said, or how things
stand; "" for forms that are no verbs of their own."""
for _kind, _verbs in {
    "is": """
        is are isn't aren't
    """,
    "was": """
        was were wasn't weren't
    """,
    "has": """
        has have hasn't haven't
    """,
    "had": """
        had hadn't
    """,
    "will": """
        will won't would could may might can should must cannot can't couldn't wouldn't shouldn't
    """,
    "says": """
        said says told announced reported confirmed warned accused denied called urged vowed claimed
        ordered approved rejected signed testified tweeted wrote ruled voted
    """,
    "stands": """
        remains remain comes come follows follow means mean marks mark makes make faces face seems
        seem appears appear tends tend includes include contains contain requires require allows
        allow mirrors contrasts contrast reflects reflect represents represent sits sit stands stand
        lies belongs sees see thinks think knows know believes believe wants want needs need takes
        take gives give goes go gets get looks look feels feel works work lives live runs run holds
        hold keeps keep leads lead depends depend raises raise highlights underscores underscore
        suggests suggest shows show indicates serves serve relies does do likes like pushes advocate
        estimates
    """,
    "": "been done born known shown people men women children lives halves",
}.items():
    _VERBS |= dict.fromkeys(_verbs.split(), _kind)
_PARTICIPLES = frozenset(str.split("been done born known shown"))
_RELATIVE = frozenset(str.split("who which that whose where whom"))
_NO_PARTICIPLE_BEFORE = frozenset(str.split("a an the of in and to by with for more newly"))
"""After such a word "wounded" is no main verb."""
_FRONTS = frozenset(
    str.split(
        """
        while if though although despite since because amid unlike like with without during under in at on by
        for among given once until even just whether following
        """
    )
)
"""Openings of a clause before the main one."""
_TIMES = frozenset(str.split("after when as before"))
_WORDS: dict[str, str] = {}
"""Words that speak for or against background wherever they stand."""
for _kind, _some in {
    "state": """
        often always usually typically generally long still never ever mostly largely traditionally
        historically once regularly frequently already
    """,
    "abstract": """
        way thing things something anything nothing reason kind sort lot truth reality question
        questions debate fight crisis moment time times problem issue fact sense idea point case
        history tone confusion doubt doubts concerns uncertainty uncertainties tensions struggle
        challenge challenges role influence pressure status stakes
    """,
    "judgement": """
        clearly shocking stunning uncomfortable enormous hard easy difficult dubious falsehoods
        mistruths exaggerations crucial key controversial fraught bold seismic costly bombshell
        unprecedented historic mere sheer supposed so-called merely simply indeed arguably truly
        very quite rather really too pretty certainly obviously unfortunately bluntly subtly notably
        famously unceremoniously sane rational sad bad good great big huge massive better worse best
        worst important significant serious enough ironic irony notorious dumb absurd embattled
        sweeping dramatic tumultuous contentious defining symbolic wary stark sure secret blow
        victory defeat test loser winner backlash uproar rare remarkable
    """,
    "guess": """
        seem seems seemed seemingly appear appears appeared apparently likely unlikely perhaps maybe
        may might possibly probably presumably potentially surely would could
    """,
    "day": " ".join(WEEKDAYS) + " today yesterday tonight tomorrow",
    "also": "also",
}.items():
    _WORDS |= dict.fromkeys(_some.split(), _kind)
_QUOTED = Rule('["\u201c][^"\u201c\u201d]{0,500}["\u201d]?')
_SAYING = frozenset([word for word, kind in _VERBS.items() if kind == "says"])
FEWEST_THE = 4
"""An English text has a "the" in so many sentences at least."""
_LATE = 9
"""A main verb farther from its clause's start has a long subject."""
_MANY = 8
"""In a text of fewer sentences none is deep."""


def background_chance(bullet: Bullet, words: Words, published: date | None) -> float:
    """The chance, from 0 to 1, that an editor leaves the sentence out because it is not what happened.

    `words` are the article's, `published` is its date of publication where it is known. 0 where
    the article is not English.
    """
    if words.counts.get("the", 0) * FEWEST_THE < words.sentences:
        return 0.0
    found = cues(bullet, words, published)
    odds = BIAS + sum([WEIGHTS.get(name, 0.0) * value for name, value in found.items()])
    return 1 / (1 + math.exp(-odds))


def cues(bullet: Bullet, words: Words, published: date | None) -> dict[str, float]:
    """What of the sentence speaks for or against background, by name; what is missing is 0."""
    text, tokens, candidate = bullet.text, bullet.tokens, bullet.candidate
    found: dict[str, float] = {}
    plain = [token.word.replace("\u2019", "'") for token in tokens]
    start = _main_clause(text, plain, found)
    quotation = text[0] in '"\u201c'
    kind, place = _main_verb(tokens, plain, start)
    found["verb: quotation" if quotation else f"verb: {kind}"] = 1.0
    if place - start > _LATE:
        found["late verb"] = 1.0
    for token in candidate.tokens:
        if (known := _WORDS.get(token.word)) is not None:
            found[known] = 1.0
    if tells_past(text, published):
        found["past"] = 1.0
    if kind != "says" and not _SAYING.isdisjoint(plain):
        found["says elsewhere"] = 1.0
    if "according" in plain:
        found["according"] = 1.0
    if quotation or '"' in text or "\u201c" in text:
        found["quoted"] = 1 - len(_QUOTED.sub(" ", text)) / len(text)
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
    content = {token.key for token in tokens if token.word not in FUNCTION_WORDS}
    return {
        "depth": math.log2(1 + number),
        "share before": number / max(_MANY, words.sentences),
        "opens paragraph": float(candidate.sentence.index == 0),
        "headline": len(words.headline & content) / max(1, len(words.headline)),
        "known things": float(min(2, again)),
        "the": float(tokens[0].word in ("the", "this", "that", "these", "those", "such")),
    }


def _main_clause(text: str, plain: Sequence[str], found: dict[str, float]) -> int:
    """Where the main clause begins; what kind of clause stands before it goes into `found`."""
    first = plain[0]
    if first not in _FRONTS and first not in _TIMES:
        return 0
    comma = text.find(",", 0, 120)
    if comma < 0:
        return 0
    if first in _FRONTS:
        found["front"] = 1.0
    front = len(text[:comma].split())
    return front if front < len(plain) - 3 else 0


def _main_verb(tokens: Sequence[Token], plain: Sequence[str], start: int) -> tuple[str, int]:
    """The kind of the first finite verb that is not in a relative clause, and its place."""
    relative = False
    for place in range(start, len(plain)):
        word = plain[place]
        if word in _RELATIVE and place:
            relative = True
            continue
        kind = _VERBS.get(word)
        if kind is None:
            past = (
                len(word) > 4
                and word.endswith("ed")
                and place
                and plain[place - 1] not in _NO_PARTICIPLE_BEFORE
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
            word in _PARTICIPLES
            or _VERBS.get(word) in ("past", "says")
            or (word.endswith("ed") and len(word) > 4)
        ):
            return f"{kind} done"
        if word.endswith("ing"):
            return f"{kind} doing"
    return kind
