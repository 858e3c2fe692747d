"""Find clauses before the subject that a bullet can leave out (see `bot.news.trimming.trim`)."""

from collections.abc import Iterator

from bot.news.language.lazy_regex import Rule
from bot.news.trimming.grounding import governs
from bot.news.trimming.rules import HAS_VERB, LISTED, MIN_KEPT, SUBORDINATE, VERB, WEEKDAY, Span

_OPENERS = (
    r"(?:(?:Just|Only|Barely|Less than|More than) )?(?:an?|one|two|three|four|five|six|several|a few|some"
    r"|\d+)? ?"
    r"(?:hours?|days?|weeks?|months?|minutes?|moments?|shortly|soon|right|immediately) after\b"
)
_OCCASION = (
    r"(?:statement|interview|speech|letter|conference|briefing|memo|e-?mail|tweets?|posts?|blog|address"
    r"|message|debate|hearing|visit|trip|meeting|tour|call|appearance|video|exchange|remarks|comments"
    r"|testimony|ceremony|sessions?|gathering|event|report|op-ed|article|essay|filing|announcement|response"
    r"|rally|summit|dispatch)"
)
_FRONT = Rule(
    r"(?:(?:An?|One of) (?=[^,]*, (?:[A-Z][\w.\u2019'-]* ){1,4}(?!said|says|told)"
    + VERB
    + r")(?![^,]*\b"
    + VERB
    + r"[^,]*,)"
    r"|(?:After|Amid|Following|Even as|As soon as|Now that|In response to|In the wake of|On the heels of"
    r"|Ahead of|So far this|Late on|Early on|Over the weekend|For now|For years|For decades|For weeks"
    r"|For months|Once again)\b"
    rf"|(?:On |Late |Early |Earlier |Late on |Early on )?{WEEKDAY}"
    r"(?: (?:morning|afternoon|evening|night))?\b"
    rf"|(?:In|During|At|On) (?:an?|the|his|her|their|its|another|yet another|one of (?:his|her|its|their)) "
    rf"(?:[\w'\u2019-]+ ){{0,4}}{_OCCASION}\b|(?i:{_OPENERS})"
    rf")[^,;:()\d]*, "
)
"""A plain circumstance of time or place before the subject, or an apposition to it. Not When, If, Since,
Before or Under: without it the rest would be true at another time, or always. Not As, Despite, Although or
Using: such a clause may say that the rest is a rumour, denied, or done by a trick."""

_FRONT_KEPT = Rule(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|War|ago|last|earlier|years?"
    r"|decades?|centur)"
    r"|\b(?:that|which|who|whose|what)\b"
)
"""A date in the past, which no cut may remove from before the subject; or a clause that may take back what
follows: "in a statement that it later withdrew"."""

_SUBJECT = Rule(
    r"(?!(?:and|or|but|nor|yet|so|who|whom|whose|which|where|when|while|as|with|without|including|to|by"
    r"|for|in|on|of|from"
    rf"|into|after|before|if|because|though|although|not|albeit|rather|along|thus|then|even|just|only"
    rf"|again|perhaps|[a-z]+ing)\b|{VERB})[\w\u00c0-\u00de$]"
)

_JOINED = Rule(
    r", (?:and|but|while) (?=(?:the|an?|some|many|most|several|[A-Z][\w.'\u2019-]+)"
    r" (?:[\w.'\u2019-]+ ){0,4}?" + VERB + r")"
)
"""Where a second main clause with its own subject begins."""

_REFERS_BACK = Rule(r"\b(?:he|she|it|they|him|her|his|its|their|them|this|that|such|so|too|also)\b")
_DASH = Rule(" --|\u2014| \u2013")
_NAMED = Rule(rf"(?<= )(?!{WEEKDAY})[A-Z]")
_PRONOUN = Rule(r"\b(?:he|him|his|she|her|hers|they|them|their|it|its)\b")
_APPOSED = Rule(", (?:an?|the|his|her|its|their) ")
"""An apposition after a second comma: the words before it may belong to the first clause."""
_ONCE = Rule("(?:As soon as|Now that) ")
_MODAL = Rule(r"\b(?:will|wo(?=n['\u2019]t)|would|can|could|may|might|must|should)\b")
"""Verbs that make the rest depend on the clause before the subject."""
_NAMED_SUBJECT = Rule(rf"(?:[A-Z][\w.\u2019'-]* )+{VERB}")
"""A subject that is a single name: a later pronoun means that person, not one in the clause before."""


def fronts(text: str) -> Iterator[Span]:
    """The clause before the subject, if there is one that the sentence does not need."""
    front = _FRONT.match(text)
    if not front or _DASH.search(front.group()) or _FRONT_KEPT.search(front.group()):
        return
    end = front.end()
    if not _SUBJECT.match(text, end):
        return
    refers = _NAMED.search(front.group(), 1) and _PRONOUN.search(text, end)
    if refers and not _NAMED_SUBJECT.match(text, end):
        return
    if _ONCE.match(text) and _MODAL.search(text, end):
        return
    comma = text.find(",", end)
    if comma < 0 or (len(text[end:comma].split()) >= 5 and not _APPOSED.match(text, comma)):
        yield 0, end, False


def heads(text: str) -> Iterator[Span]:
    """The first of two main clauses, where the second has its own subject and does not refer back."""
    for joint in _JOINED.finditer(text):
        gone, kept = text[: joint.end()], text[joint.end() :]
        if len(kept.split()) < MIN_KEPT or _REFERS_BACK.search(kept):
            continue
        whole = not LISTED.search(text[: joint.start()])
        if whole and not SUBORDINATE.search(gone) and HAS_VERB.search(gone) and not governs(gone):
            yield 0, joint.end(), True
