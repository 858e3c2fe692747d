"""Whether a bullet is words of its source sentence, in order, with nothing lost that bears its truth."""

import re

_NOT_WORD = re.compile(r"\W+")
_FIGURE = re.compile(r"\d[\d.,:]*\d|\d")

PROTECTED = frozenset(
    str.split(
        """
        not no never nor without neither hardly barely scarcely rarely seldom cannot nothing nobody none
        false unless if until except only whether if may might could would should reportedly allegedly
        alleged alleges apparently seemingly seems seem seemed appears appeared likely unlikely possible
        possibly probably perhaps potential potentially supposedly purported purportedly presumed
        suspected suspects believed believes thinks thought feared expected estimated accused accuses
        claimed claims claim claiming according said says say saying told tells denied denies denying
        disputed disputes unconfirmed unverified insisted insists argued argues warned warns suggested
        suggests roughly about around nearly almost approximately least most more less fewer than up some
        over under several half part partly mostly virtually announced wrote tweeted noted explained
        testified confirmed acknowledged conceded contended concluded stated asserted alleging asserting
        reported report reports predicted vowed promised threatened pledged added depending pending
        barring assuming provided retracted retracts recanted recants refuted refutes debunked disavowed
        untrue hoax contradicted contradicts overturned annulled acquitted exonerated
        didn doesn don isn wasn aren weren won wouldn couldn shouldn hasn haven
        hadn ain mustn needn can nicht kein keine keiner keinen keinem nie niemals ohne angeblich
        mutmaßlich mutmaßliche mutmaßlichen vermutlich wohl soll sollen laut etwa rund fast mindestens
        höchstens pas ne jamais sans aucun aucune selon aurait auraient environ presque moins plus nunca
        sin ningún ninguna quizás tal vez según habría habrían aproximadamente casi menos más не нет ни
        без якобы вероятно возможно около почти более менее değil yok asla iddia sözde belki yaklaşık
        neredeyse en az لا لم لن ليس غير بدون ربما قد نحو حوالي
        """
    )
)
"""Words (casefolded, apostrophes split) that no cut may take away. A superset of what the issue of a bullet's
truth turns on: negations, conditions, hedges, attributions, retractions, qualifiers of figures."""


_OF_THEIR_OWN_CLAUSE = frozenset(
    str.split(
        """
        may might could would should can up some about around nearly almost least most more less fewer
        than over under several half part partly mostly virtually roughly approximately expected likely
        potential possible
        """
    )
)
"""Protected words that say nothing of the rest of the sentence when they stand in a clause of their own."""


_FOLDED = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(128)
).ljust(256)
"""What `fold` makes of each ASCII character; most of English prose has no other."""


def fold(text: str) -> str:
    """The words of a text, casefolded, one space between them: how two texts are compared."""
    if text.isascii():
        return " ".join(text.encode("ascii").translate(_FOLDED).decode("ascii").split())
    return _NOT_WORD.sub(" ", text).casefold().strip()


def has_protected(text: str) -> bool:
    """Whether any protected word stands in the text."""
    return not PROTECTED.isdisjoint(fold(text).split())


def governing(words: set[str]) -> set[str]:
    """Those of the folded words that may bear on what is said around them: "according", "denied", "if"."""
    return words & (PROTECTED - _OF_THEIR_OWN_CLAUSE)


def governs(text: str) -> bool:
    """Whether a word stands in the text that may bear on what is said outside it."""
    return bool(governing(set(fold(text).split())))


_ADDING = frozenset(
    ("saying", "adding", "telling", "noting", "warning", "arguing", "vowing", "insisting", "promising")
)
"""What follows such a word is more of what somebody does whose deed stands before it."""


def words_around(words: list[str], source: list[str]) -> list[str] | None:
    """The rest of `source`, where `words` stand in it without a gap; None where they do not. A word that
    opens the rest and says that its doer also said something is left out: it governs only what follows."""
    for at in range(len(source) - len(words) + 1):
        if source[at : at + len(words)] == words:
            after = source[at + len(words) :]
            return source[:at] + after[after[:1] != [] and after[0] in _ADDING :]
    return None


def figures(text: str) -> set[str]:
    """The figures of a text as they are written."""
    return set(_FIGURE.findall(text))


_WITH_ITS_NOUN = frozenset(
    str.split("over under half several part partly mostly virtually potential can should")
)
"""Protected words that may go together with the word after them: what they qualify is gone too."""


def bearing(missing: list[str]) -> list[str]:
    """An unbroken run of left-out words without those whose object goes with them."""
    return [word for word in missing[:-1] if word not in _WITH_ITS_NOUN] + missing[-1:]


def loses(text: str) -> bool:
    """Whether a protected word goes that bears on what is left, where the text is left out in one piece."""
    return not PROTECTED.isdisjoint(bearing(fold(text).split()))


def left_out(words: list[str], source: list[str]) -> list[str] | None:
    """The words of `source` that `words` leaves out and that may bear on it, or None where `words` is no
    subsequence of it."""
    missing: list[str] = []
    run: list[str] = []
    at = 0
    for word in source:
        if at < len(words) and word == words[at]:
            at += 1
            missing += bearing(run)
            run = []
        else:
            run.append(word)
    return missing + bearing(run) if at == len(words) else None
