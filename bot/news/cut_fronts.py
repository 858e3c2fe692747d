"""Clauses before the subject that a sentence can do without (see `bot.news.trim`)."""

import re
from collections.abc import Iterator

from bot.news import cut_rules as rules
from bot.news.cut_rules import MIN_KEPT, Span
from bot.news.grounding import governs

_FRONT = re.compile(
    r"(?:(?:After|While|Although|Though|Despite|Amid|Following|Even as|Even though|Speaking|Citing|Asked"
    r"|Given|As soon as"
    r"|Now that|Instead of|Along with|In addition to|In response to|In the wake of|On the heels of"
    r"|Ahead of|Thanks to|Taken|Faced with|So far this|Late on|Early on|Over the weekend|For now|For years"
    r"|For decades|For weeks|For months|Like many|Once again|Not surprisingly|Broadly speaking|In a \w+ing"
    r"|In separate|In recent|With)\b"
    r"|As\b(?=[^,]* (?:is|are|was|were|has|have|had|he|she|they|it)\b)|With\b(?=[^,]* \w+ing\b)"
    r"|(?:In|During) (?:an?|the|his|her|their|its) (?:[\w'-]+ ){0,3}(?:statement|interview|speech"
    r"|letter|conference"
    r"|briefing|memo|e-?mail|tweet|post|blog|address|message|debate|hearing)\b"
    rf"|(?:On |Late |Early |Earlier |Late on |Early on )?{rules.WEEKDAY}"
    r"(?: (?:morning|afternoon|evening|night))?\b"
    r"|At (?:an?|the) (?:[\w'-]+ ){0,3}(?:conference"
    rf"|rally|briefing|event"
    r"|hearing|speech|meeting)\b)[^,;:()\d]*, "
)
"""A clause before the subject. Not When, If, Since, Before, Under: the rest would hold at another time, or
always."""

_FRONT_KEPT = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|War|ago|last|earlier|years?"
    r"|decades?|centur)"
)
"""A date of another time, which no cut may take from before the subject."""

_SUBJECT = re.compile(
    r"(?:the|a|an|he|she|it|they|his|her|their|its|this|that|these|those|more|some|many|two|three|several|at|"
    r"[A-Z\u00c0-\u00de$\d][\w.'\u2019-]*)\b"
)

_JOINED = re.compile(
    r", (?:and|but|while) (?=(?:the|an?|some|many|most|several|[A-Z][\w.'\u2019-]+)"
    r" (?:[\w.'\u2019-]+ ){0,4}?" + rules.VERB + r")"
)
"""Where a main clause with a subject of its own joins another."""

_REFERS_BACK = re.compile(r"\b(?:he|she|it|they|him|her|his|its|their|them|this|that|such|so|too|also)\b")


def fronts(text: str) -> Iterator[Span]:
    found = _FRONT.match(text)
    if not found or _FRONT_KEPT.search(found.group()) or not _SUBJECT.match(text, found.end()):
        return
    comma = text.find(",", found.end())
    if comma < 0 or len(text[found.end() : comma].split()) >= 5:
        yield 0, found.end(), False


def heads(text: str) -> Iterator[Span]:
    """First clauses of two: what remains has a subject of its own."""
    for found in _JOINED.finditer(text):
        gone, kept = text[: found.end()], text[found.end() :]
        if len(kept.split()) < MIN_KEPT or _REFERS_BACK.search(kept):
            continue
        whole = not rules.LISTED.search(text[: found.start()])
        if whole and not rules.SUBORDINATE.search(gone) and rules.HAS_VERB.search(gone) and not governs(gone):
            yield 0, found.end(), True
