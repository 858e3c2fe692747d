"""Check that a rephrased bullet says nothing that its source sentences do not say.

That cannot be proved, so what can be checked is checked strictly, and a bullet that fails is not used. Every
name, figure, date and quotation must stand in the sources, in the same order. Negations, hedges, attributions
and qualifiers must be those of the sources, and so must nearly all other words.
"""

import re
from collections.abc import Sequence

from bot.news.facts.features import key_of
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.words import fold_text
from bot.news.trimming.grounding import PROTECTED, figures, governing

MAX_CHARACTERS = 240
MIN_WORDS = 4
MAX_NEW_WORDS = 0.2
"""The greatest share of content words that may be the writer's own."""

_QUOTATION = re.compile(
    '"([^"]*+)"|\u201c([^\u201c\u201d]*+)\u201d|\u00ab([^\u00ab\u00bb]*+)\u00bb'
    "|(?<!\\w)['\u2018]([^'\u2018\u2019]++)['\u2019](?!\\w)"
)
_MARK = re.compile('["\u201c\u201d\u00ab\u00bb]')
_NOT_PROSE = re.compile(r"[\n<>{}\[\]|`*_#]|https?:|www\.|\?")
_WORD = re.compile(r"\d[\d.,:]*\d|\w+(?:['\u2019.-]\w+)*")
_ROLES = frozenset(
    str.split("by was were been being is are against from for to of after before since until because if")
)
"""Words that decide who did what to whom, and when; a new one may reverse the meaning."""
_COUNTS = frozenset(
    str.split(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen
        dozens hundred hundreds thousand thousands million millions billion billions trillion half third
        quarter double triple twice first second both all every each many few several most none today
        yesterday tomorrow tonight last next ago
        """
    )
)
"""Numbers and dates in words."""


def is_supported(text: str, sources: Sequence[str], extract: str) -> bool:
    """Whether `text` may replace the bullet `extract`; `sources` are the sentences that it cites."""
    if not sources or len(text) > MAX_CHARACTERS or _NOT_PROSE.search(text):
        return False
    written, known = fold_text(text).split(), fold_text(" ".join(sources)).split()
    if len(written) < MIN_WORDS or not figures(text) <= figures(" ".join(sources)):
        return False
    return (
        _quotations_stand(text, sources)
        and _truth_kept(written, known, extract)
        and _anchors_stand(text, " ".join(sources))
        and _new_words(written, known) <= MAX_NEW_WORDS
    )


def _quotations_stand(text: str, sources: Sequence[str]) -> bool:
    if _MARK.search(_QUOTATION.sub("", text)):
        return False
    folded = [f" {fold_text(source)} " for source in sources]
    quoted = ["".join(quotation.groups(default="")) for quotation in _QUOTATION.finditer(text)]
    return all(any(f" {fold_text(words)} " in source for source in folded) for words in quoted)


def _truth_kept(written: Sequence[str], known: Sequence[str], extract: str) -> bool:
    """Whether no protected word is lost or added, and no word that decides who did what is new."""
    used, available = set(written), set(known)
    needed = governing(available) | (PROTECTED & set(fold_text(extract).split()))
    return needed <= used and (PROTECTED | _ROLES | _COUNTS) & used <= available


def _anchors_stand(text: str, source: str) -> bool:
    """Whether the names and figures of the text stand in the source, in the same order."""
    words = _WORD.findall(source)
    at = 0
    for number, word in enumerate(_WORD.findall(text)):
        if not (word[0].isupper() or word[0].isdigit() or word != word.lower()):
            continue
        if (
            number == 0
            and fold_text(word) in {fold_text(other) for other in words if other.islower()} | FUNCTION_WORDS
        ):
            continue
        try:
            at = words.index(word, at) + 1
        except ValueError:
            return False
    return True


def _new_words(written: Sequence[str], known: Sequence[str]) -> float:
    """The share of content words that no source holds, compared by stem."""
    content = [key_of(word) for word in written if word not in FUNCTION_WORDS]
    stems = {key_of(word) for word in known}
    return sum(word not in stems for word in content) / max(1, len(content))
