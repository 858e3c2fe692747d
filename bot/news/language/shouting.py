"""Small words in capitals that are no acronyms: THIS IS HOW; 'This IS our town'; IS-220; .IS.

In English, IS, WHO, IT and AIDS in capitals are taken for the group, the agency and so on. In go texts, out
come texts of the same length in which those that are only words stand in small letters.
"""

import re

from bot.news.language.lazy_regex import has_any

# Looks for the letters first, which is quick, and only then for where the word begins.
_SMALL = re.compile(r"(?:I[ST]\b(?<!\w..)|WHO\b(?<!\w...)|AIDS\b(?<!\w....))", re.DOTALL)
_LETTERS = ("IS", "IT", "WHO", "AIDS")
_EMPHASISED = re.compile(
    r"\b(?:[Tt]h(?:e|is|at)|[Aa]|[Mm]y|[Oo]ur|[Yy]our|[Hh](?:is|er)|[Tt]heir)"
    r" (?!jihadist|extremist|militant|group|rival)[a-z]{2,20} IS (?=(?:real|over|on|back|happening|true"
    r"|possible|coming|working|good|bad|wrong|right|ready|open|closed|dangerous|important|nothing|only|also"
    r"|already|always|never|no|better|worse|for|like|more|gone|done)\b)"
    r"|\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]here|[Hh]ere|[Ww]hat|[Tt]his|[Tt]hat|[Ww]ho|[Ww]here|[Hh]ow) IS (?=[a-z])"
    r"(?!(?:fighters?|militants?|group|members?|suspects?|had|has|was|were|claim\w*|said|says)\b)"
)
"""A verb that somebody stresses: "the dream IS real", "it IS possible"."""
_LINE = re.compile(r"[^.!?\n:;]*+[.!?\n:;]?")
_CODE = re.compile(r"(?<=\.)IS\b(?!\.)|\bIS(?=[- ]?\d)")
_VERB = re.compile(
    r"(?<=[A-Za-z]\s)(?<!\b[A-Z]\s)\bIS\b(?=\s(?:a|an|the|not|our|my|your|his|her|its|their|this|that|what|how|why|"
    r"where|so|too|very|it|there|still|now|here|going|getting|being)\b)"
)
_SHORTEST = 3
"""Words of a line in capitals from which it is shouted; a shorter one may be acronyms."""


def calm(text: str) -> str:
    """`text` with the verbs and pronouns among its capitals in small letters, at the same places."""
    # Looking for letters takes a twentieth of looking for words; nearly no text has these.
    if not has_any(text, _LETTERS) or _SMALL.search(text) is None:
        return text
    text = _VERB.sub("is", _CODE.sub("is", text))
    if " IS " in text:
        text = _EMPHASISED.sub(lambda said: said.group()[:-3] + "is ", text)
    return _LINE.sub(_calm_line, text)


def _calm_line(line: re.Match[str]) -> str:
    said = line.group()
    if said.upper() != said or len(said.split()) < _SHORTEST:
        return said
    return _SMALL.sub(lambda word: word.group().lower(), said)
