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
_DOING = (
    r"(?:Pleading|Sounding|Looking|Calling|Using|Acting|Responding|Reacting|Appearing|Addressing|Seeking"
    r"|Hoping|Facing"
    r"|Declaring|Invoking|Standing|Sitting|Referring|Working|Having|Armed|Flanked|Surrounded|Dressed"
    r"|Buoyed|Joined"
    r"|Pressed|Undeterred|Fresh off|Fresh from|Eager|Determined|Describing|Touting|Defending|Dismissing"
    r"|Drawing"
    r"|Echoing|Trying|Walking|Wearing|Holding|Flying|Traveling|Travelling|Arriving|Returning|Campaigning"
    r"|Testifying)"
)
_OCCASION = (
    r"(?:statement|interview|speech|letter|conference|briefing|memo|e-?mail|tweets?|posts?|blog|address"
    r"|message|debate"
    r"|hearing|visit|trip|meeting|tour|call|move|effort|bid|attempt|sign|blow|twist|shift|reversal|rebuke"
    r"|nod|break"
    r"|departure|setback|controversy|appearance|video|exchange|remarks|comments|testimony|ceremony"
    r"|sessions?|gathering"
    r"|event|report|op-ed|article|essay|filing|announcement|response|victory|win|defeat|rally|summit"
    r"|dispatch|case of)"
)
_FRONT = Rule(
    r"(?:(?:An?|One of) (?=[^,]*, (?:[A-Z][\w.\u2019'-]* ){1,4}(?!said|says|told)"
    + VERB
    + r")(?![^,]*\b"
    + VERB
    + r"[^,]*,)"
    r"|(?:After|While|Although|Though|Despite|Amid|Following|Even as|Even though|Speaking|Citing|Asked"
    r"|Given|As soon as"
    r"|Now that|Instead of|Along with|In addition to|In response to|In the wake of|On the heels of"
    r"|Ahead of|Thanks to|Taken|Faced with|So far this|Late on|Early on|Over the weekend|For now|For years"
    r"|For decades|For weeks|For months|Like many|Once again|Not surprisingly|Broadly speaking|In a \w+ing"
    r"|In separate|In recent|With)\b"
    r"|As\b(?=[^,]* (?:he|she|they|it|" + VERB + r"))|With\b(?=[^,]* \w+ing\b)"
    r"|(?:In|During) (?:an?|the|his|her|their|its) (?:[\w'-]+ ){0,3}(?:statement|interview|speech"
    r"|letter|conference"
    r"|briefing|memo|e-?mail|tweet|post|blog|address|message|debate|hearing)\b"
    rf"|(?:On |Late |Early |Earlier |Late on |Early on )?{WEEKDAY}"
    r"(?: (?:morning|afternoon|evening|night))?\b"
    rf"|(?:In|During|At|On|With) (?:an?|the|his|her|their|its|another|yet another|one of (?:his|her|its"
    rf"|their)) "
    rf"(?:[\w'\u2019-]+ ){{0,4}}{_OCCASION}\b|(?i:{_OPENERS})|{_DOING}\b|As part of\b|For (?:his|her|its"
    rf"|their) part\b"
    rf")[^,;:()\d]*, "
)
"""A clause before the subject. Not When, If, Since, Before or Under: without it the rest would be true at
another time, or always."""

_FRONT_KEPT = Rule(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|War|ago|last|earlier|years?"
    r"|decades?|centur)"
)
"""A date in the past, which no cut may remove from before the subject."""

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
_WHILE = Rule("(?:While|As soon as|Now that) ")
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
    if _WHILE.match(text) and _MODAL.search(text, end):
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
