"""Which acts a headline or sentence reports, and who acts."""

import re
from typing import NamedTuple

from bot.news.acts.act import Act
from bot.news.acts.lexicon import Lexicon, lexicon
from bot.news.acts.misread import misread
from bot.news.acts.patterns import BARE_FROM, Mention
from bot.news.language.words import fold_in, spelling, tokens

READ_WORDS = 60
"""Words of a headline or sentence that are read, at most."""
_NEGATED_WITHIN = 3
_WISHED_WITHIN = 2
_ASKED_WITHIN = 8
"""Words before "to" and an act: "calls on the minister to resign"."""
_AGENT_WORDS = 6
_AUXILIARIES = frozenset("is are was were be been has have had do does did".split())
_LABEL = re.compile(r"\s{0,9}\[?([^\[\]:]{3,40})[\]:]")
_ARABIC_THE = "\u0627\u0644"


class ReportedAct(NamedTuple):
    """An act as a text reports it."""

    act: Act
    agent: str
    """The words before it, as they stand there: "Israeli army"; empty where nobody is said to act."""
    coming: bool = False
    """Whether it is announced: "army to withdraw", "will vote". Known of English only."""


def reported_acts(text: str, language: str = "en") -> tuple[ReportedAct, ...]:
    """The acts that a headline or sentence says were done, each once, in the order of the words.

    What did not happen ("no arrests") or is only wished, feared or planned ("may withdraw") is left out,
    and so is what is denied: of "denies bombing", the denial alone is the act.
    """
    shown, spelt = tokens(text)[:READ_WORDS], spelling(text, language)
    words = [fold_in(token, spelt).lower() for token in shown]
    lexis = lexicon(spelt)
    found: dict[Act, ReportedAct] = {}
    if _is_withdrawn(text, spelt, lexis):
        return (ReportedAct(Act.RETRACTION, ""),)
    denied_from: int | None = None
    for mention in lexis.patterns.mentions(words):
        if denied_from is not None and mention.start >= denied_from:
            break
        if _unreal(mention, words, lexis) or misread(mention, words):
            continue
        if mention.act is Act.DENIAL:
            denied_from = mention.end
        agent = _agent(shown[max(0, mention.start - _AGENT_WORDS) : mention.start])
        coming = not lexis.coming.isdisjoint(words[max(0, mention.start - _WISHED_WITHIN) : mention.start])
        known = found.get(mention.act)
        if known is None or (known.coming and not coming):
            found[mention.act] = ReportedAct(mention.act, agent, coming)
    return tuple(found.values())


def acts_undone(text: str, language: str = "en") -> frozenset[Act]:
    """The acts of which a text says that they were not done, or that who told them takes it back.

    "Police retract claim that two were arrested", "Correction: no one was arrested" -> an arrest.
    """
    spelt = spelling(text, language)
    words = [fold_in(token, spelt).lower() for token in tokens(text)[:READ_WORDS]]
    lexis = lexicon(spelt)
    undone, behind = set[Act](), False
    for mention in lexis.patterns.mentions(words):
        if behind or _is_negated(mention, words, lexis):
            undone.add(mention.act)
        behind = behind or mention.act is Act.RETRACTION
    return frozenset(undone)


def _is_negated(mention: Mention[Act], words: list[str], lexis: Lexicon) -> bool:
    """Whether a "no" stands before an act, or among the words of a claim, whose object may stand first:
    "ответственность никто на себя не взял". Among those of other acts it may be one: "pleads not guilty"."""
    start = mention.start
    last = mention.end if mention.act is Act.CLAIM else start
    return not lexis.negations.isdisjoint(words[max(0, start - _NEGATED_WITHIN) : last])


def _is_withdrawn(text: str, spelt: str, lexis: Lexicon) -> bool:
    """Whether a text begins with a desk's label for a story that it withdraws; no other act holds then.

    A single word is one in capitals alone: "Withdrawn: the last troops" tells of troops.
    """
    label = _LABEL.match(text)
    if label is None:
        return False
    words = [fold_in(token, spelt).lower() for token in tokens(label[1])]
    return " ".join(words) in lexis.retraction_labels and (len(words) > 1 or label[1].isupper())


def _agent(before: list[str]) -> str:
    """Who acts, as the words before an act say: nobody in "Minister is not dead"."""
    return "" if before and before[-1].lower() in _AUXILIARIES else " ".join(before)


def only_reacts(title: str, language: str) -> bool:
    """Whether a headline tells of nothing but condolences, condemnation, mourning and the like.

    The dead may be named in it, but no other act.
    """
    spelt = spelling(title, language)
    words = [fold_in(token, spelt).lower() for token in tokens(title)[:READ_WORDS]]
    lexis = lexicon(spelt)
    reactions = lexis.reactions.mentions(words)
    if not reactions or any(map(lexis.no_reaction.has, words)):
        return False
    if any(_goes_on(word, lexis) for word in words[reactions[-1].end :]):
        return False
    return all(reported.act is Act.DEATH for reported in reported_acts(title, language))


def _goes_on(word: str, lexis: Lexicon) -> bool:
    """Whether a word is an "and", or has one written on to it (that of an Arabic noun joins nouns)."""
    written_on = bool(lexis.joined) and word[0] == lexis.joined and len(word) >= BARE_FROM
    return word in lexis.conjunctions or (written_on and word[1:3] != _ARABIC_THE)


def _unreal(mention: Mention[Act], words: list[str], lexis: Lexicon) -> bool:
    start = mention.start
    if _is_negated(mention, words, lexis):
        return True
    before = words[max(0, start - _WISHED_WITHIN) : start]
    if not lexis.wished.isdisjoint(before) or tuple(before) in lexis.undone:
        return True
    asked = words[max(0, start - _ASKED_WITHIN) : start]
    if before[-1:] == ["to"] and not lexis.wished.isdisjoint(asked):
        return True
    if "that" in asked and not lexis.demanded.isdisjoint(asked):
        return True
    return not lexis.modals.isdisjoint(words[start : mention.end])
