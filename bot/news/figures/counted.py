"""The figures of a sentence, with what they count. Pure.

Silence is better than an error: where it is not clear what a number counts, or a sentence looks back at
another event, there is no figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.news.figures.numerals import NUMBER, Number, numbers, read
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule, has_any

_GENERIC = frozenset(
    "people person persons other others dead death deaths fatality fatalities victim victims life lives body "
    "bodies more additional".split()
)
_STOPS_NOUN = (
    r"(?:and|or|but|when|while|after|before|in|on|at|by|from|for|with|since|during|as|to|that|which|is|has|had|"
    r"killed|wounded|injured|the|its|his|their|because|near|across|inside)\b"
)
# Up to four words between a number and what happened to those it counts.
_COUNTED = (
    rf"(?P<counted>(?:\s{{1,3}}(?:of the\s{{1,3}})?(?!{_STOPS_NOUN})[A-Za-z'’-]++){{0,4}}?)"
    r"(?:,[^,;.]{1,60},)?"
)
_PASSIVE = (
    r"\s{1,3}(?:who\s{1,3})?(?:(?:were|was|are|is|have been|has been|had been|being)\s{1,3})?"
    r"(?:(?:known|said|thought|believed|feared|confirmed)\s{1,3}to\s{1,3}(?:have|be)\s{1,3}(?:been\s{1,3})?)?"
    r"(?:also\s{1,3}|reportedly\s{1,3}|confirmed\s{1,3}|reported\s{1,3}|feared\s{1,3}|left\s{1,3}|believed\s{1,3})?"
)
# "12 militants killed five soldiers" counts militants who killed: a participle has no object after it.
_NO_OBJECT = (
    r"\b(?=\s*+(?:[.,;:)—–-]|$|(?:in|on|at|by|and|when|while|after|during|as|since|near|across|from|with|so|this|"
    r"last|overnight|late|early|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|inside|"
    r"outside|or|but|including|because|according|over|within|under|where|following|amid|he|she|it|they|the)\b))"
)
# "Gunmen kill two" has happened, "plan to kill two" and "may kill two" have not.
_HAPPENED = "".join(
    rf"(?<!\b{word}\s)" for word in "to could would might may can will should must not can't won't".split()
)
_KINDS = (
    (
        "killed",
        r"killed|dead|died|slain|deaths?|fatalities|drown(?:ed|s)?",
        rf"kill(?:ed|ing|s)|{_HAPPENED}kill|claim(?:ed|ing) the lives of",
    ),
    ("wounded", r"wounded|injured|hurt|injuries", r"(?:wound|injur|hurt)(?:ed|ing|s)?"),
    ("missing", r"missing|unaccounted for", r""),
    (
        "arrested",
        r"arrested|detained|arrests",
        rf"(?:arrest|detain)(?:ed|ing|s)|{_HAPPENED}(?:arrest|detain)",
    ),
    ("displaced", r"displaced|uprooted", r"displac(?:ed|ing|es)"),
    ("kidnapped", r"kidnapped|abducted|taken hostage", r"(?:kidnapp|abduct)(?:ed|ing)"),
    ("rescued", r"rescued", r"rescu(?:ed|ing)"),
    (
        "in hospital",
        r"(?:taken to |treated )?in hospitals?|hospitali[sz]ed|taken to hospital",
        r"hospitali[sz]ed",
    ),
    (
        "ill",
        r"ill|sick|sickened|poisoned|infected|(?:fallen|fell|taken) (?:ill|sick)",
        r"(?:sicken|poison|infect)(?:ed|ing|s)",
    ),
)
_SIGNS = {
    "killed": ("kill", "dead", "died", "slain", "death", "fatalit", "drown", "lives of"),
    "wounded": ("wound", "injur", "hurt"),
    "missing": ("missing", "unaccounted"),
    "arrested": ("arrest", "detain"),
    "displaced": ("displac", "uproot"),
    "kidnapped": ("kidnap", "abduct", "hostage"),
    "rescued": ("rescu",),
    "in hospital": ("hospital",),
    "ill": ("ill", "sick", "poison", "infect"),
}
"""In small letters: one of them is in every sentence that tells of a kind. Patterns are tried only where one
is; otherwise the figures of a sentence take three times as long."""
_AFFECTED = r"(?P<counted>(?:\s{1,3}[A-Za-z'’-]++){0,3})"
_TOLL_OF = r"\btoll\b[^.;]{0,60}?\b(?:to|at|of|is|was|reache[sd]|hits?|tops|topped|passe[sd]|now)\s{1,3}"
_DEATHS_ROSE_TO = (
    r"\b(?:(?:deaths|dead)\b[^.;]{0,40}?\b(?:leap|rise|rose|climb|jump|soar|grow|grew|fall|fell|drop)"
    r"[a-z]{0,3}|number of (?:the )?(?:deaths|dead|fatalities|people killed))\b[^.;]{0,20}?\bto\s{1,3}"
)
_BODIES_FOUND = r"\s{1,3}bodies\b[^.;]{0,40}?\b(?:found|recovered|retrieved|pulled|counted(?! twice))\b"
_PATTERNS = tuple(
    (kind, signs, Rule(pattern, re.IGNORECASE))
    for kind, signs, pattern in (
        *(
            (kind, _SIGNS[kind], NUMBER + _COUNTED + _PASSIVE + rf"\b(?:{passive})" + _NO_OBJECT)
            for kind, passive, _ in _KINDS
        ),
        *(
            (kind, _SIGNS[kind], rf"\b(?:{active})\s{{1,3}}" + NUMBER + _AFFECTED)
            for kind, _, active in _KINDS
            if active
        ),
        ("killed", ("toll",), _TOLL_OF + NUMBER + r"(?P<counted>)"),
        ("killed", ("bodies",), NUMBER + r"(?P<counted>)" + _BODIES_FOUND),
        ("killed", _SIGNS["killed"], _DEATHS_ROSE_TO + NUMBER + r"(?P<counted>)"),
    )
)
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=2
    )
}
# "A fifth person has died" makes the toll five.
_NTH_DEATH = Rule(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,3}}(?=(?:st|nd|rd|th)\b)[a-z]{{2}})\s(?:[a-z'’-]++\s){{1,3}}?"
    r"(?:(?:has|have|had)\s)?(?:die[sd]|succumb(?:s|ed))\b",
    re.IGNORECASE,
)
_LOOKS_BACK = Rule(
    r"\b(?:since|last (?:year|month|week)|(?:years|months|weeks) ago|"
    r"earlier (?:attack|strike|bombing|blast|this)|previous|another|separate|so far this|in recent|every|"
    r"each|(?:in|of|since) (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# "Three of the six were shot dead", "two others died", "among them two children": a part of those counted.
_PART_AFTER = Rule(r"\s+(?:of\b|(?:\w+\s+)?others?\b|more\b|additional\b|further\b)", re.IGNORECASE)
_PART_BEFORE = Rule(
    r"\b(?:among (?:them|those|the dead)|including|another|other)\b[^.;]{0,20}\Z", re.IGNORECASE
)
# "No one", "not 19", "none of the 12", "nobody on the bus with 40": such a number counts nobody.
_NOBODY_BEFORE = Rule(
    r"\b(?:(?:no|not)[\s-]|(?:none|nobody|no[\s-]one|not one|neither)\s(?:of|among|on|aboard|in|from|at)\s"
    r"(?:(?!kill|wound|injur|arrest|detain|that|which|who)[\w'’-]++\s){0,6})\Z",
    re.IGNORECASE,
)
_NOT_COUNTED = Rule(
    r"\s*-?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|"
    r"foot|degrees?|times|points?|percent|a|an)\b",
    re.IGNORECASE,
)
EMPTY_WORDS = FUNCTION_WORDS | frozenset(
    """say told tell tells report reports reported according at least around nearly almost both each another
    again still now new one two per people person persons""".split()
)
"""Words that tell nothing of what a sentence is about, in lower case."""
_IRREGULAR_PLURALS = frozenset("people troops police children men women gunmen policemen personnel".split())
_NO_NOUNS = frozenset(
    "was is isis has this its his us as does years months weeks days hours minutes others".split()
)
ATTACKERS = "attackers"
"""The noun of those who attacked, in whatever language a figure is."""
_ATTACKERS = frozenset(
    (ATTACKERS, *"assailants bombers extremists gunmen insurgents jihadists militants terrorists".split())
)
SENTENCE_CAP, FIGURES_CAP = 700, 12
"""Characters of a sentence in which figures are sought, and how many are read."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    `kind` is what happened to those counted ("killed"), "" for a plain count; `noun` is who or what they are,
    "" for people in general.
    """

    number: Number
    kind: str
    noun: str
    sentence: str
    language: str = "en"
    """That of the sentence; in others than English no noun but `ATTACKERS` is known."""

    @property
    def toll(self) -> str:
        """The toll that it belongs to: its kind, and one of their own of those who attacked."""
        return f"{ATTACKERS} {self.kind}" if self.noun in _ATTACKERS else self.kind

    @property
    def label(self) -> str:
        """For display: "Killed", "Soldiers killed", "Troops"."""
        return f"{self.noun} {self.kind}".strip().capitalize()


def figures(sentence: str) -> list[Figure]:
    """The figures of a sentence, if it is clear what they count; none if the sentence looks back."""
    sentence = sentence[:SENTENCE_CAP]
    if _LOOKS_BACK.search(sentence):
        return []
    counted = list(_casualties(sentence))
    taken = {figure.number.start for figure in counted} | {figure.number.end for figure in counted}
    for number in numbers(sentence):
        noun = _noun_after(sentence, number.end)
        if noun and not number.unit and number.start not in taken and number.end not in taken:
            counted.append(Figure(number, "", noun, sentence))
    return counted[:FIGURES_CAP]


def _casualties(sentence: str) -> Iterator[Figure]:
    seen: set[tuple[str, int]] = set()
    small = sentence.lower()
    for kind, signs, pattern in _PATTERNS:
        for match in pattern.finditer(sentence) if has_any(small, signs) else ():
            number = read(match)
            if number.unit or _counts_nobody(sentence, number) or (kind, number.end) in seen:
                continue
            seen.add((kind, number.end))
            if kind == "killed" and _is_part(sentence, number):
                continue
            yield Figure(number, kind, _who(match["counted"] or ""), sentence)
    for match in _NTH_DEATH.finditer(sentence):
        nth = match["nth"].lower()
        value = _ORDINALS.get(nth) or int(nth[:-2])
        yield Figure(Number(value, str(value), "", *match.span("nth")), "killed", "", sentence)


def _counts_nobody(sentence: str, number: Number) -> bool:
    """Whether a number is of years, hours or the like, or of those to whom nothing happened."""
    before = sentence[max(0, number.start - 60) : number.start]
    return bool(_NOT_COUNTED.match(sentence, number.end) or _NOBODY_BEFORE.search(before))


def _is_part(sentence: str, number: Number) -> bool:
    """Whether a number counts some of those that another figure counts, perhaps the victims of others."""
    return bool(
        _PART_AFTER.match(sentence, number.end)
        or _PART_BEFORE.search(sentence[max(0, number.start - 60) : number.start])
    )


def _who(words: str) -> str:
    """Who is counted: the first plural after the number, "" for people in general."""
    for word in words.lower().split():
        if word in _GENERIC:
            return ""
        if re.match(_STOPS_NOUN, word):
            break
        if (word.endswith("s") and word not in _NO_NOUNS) or word in _IRREGULAR_PLURALS:
            return word
    return ""


def _noun_after(sentence: str, end: int) -> str:
    """The noun that a number counts: a plural within three words, "" if that is not certain."""
    for word in re.findall(r"(?<!\s)\s++([A-Za-z'’-]++)|(\S)", sentence[end : end + 60])[:3]:
        text = word[0]
        if text and text[0].isupper():
            continue
        if not text or re.match(_STOPS_NOUN, text) or text in EMPTY_WORDS:
            return ""
        if text in _IRREGULAR_PLURALS or (text.endswith("s") and not text.endswith(("ss", "us", "is"))):
            return "" if text in _NO_NOUNS else text
    return ""
