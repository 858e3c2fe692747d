"""Check that a bullet is words of its source sentence, in order, and loses none that changes its meaning."""

import re

from bot.news.language.words import fold_text

_FIGURE = re.compile(r"\d[\d.,:]*\d|\d")

PROTECTED = frozenset(
    str.split(
        """
        not no never nor without neither hardly barely scarcely rarely seldom cannot nothing nobody none
        false unless if until except only whether if may might could would should reportedly allegedly
        alleged alleges apparently seemingly seems seem seemed appears appeared likely unlikely possible
        possibly probably perhaps potential potentially supposedly purported purportedly presumed
        suspected suspects indicate indicated indicates indicating
        believed believes thinks thought feared expected estimated accused accuses
        claimed claims claim claiming according said says say saying told tells denied denies denying
        disputed disputes unconfirmed unverified insisted insists argued argues warned warns suggested
        suggests roughly about around nearly almost approximately least most more less fewer than up some
        over under several half part partly mostly virtually announced wrote tweeted noted explained
        testified confirmed acknowledged conceded contended concluded stated asserted alleging asserting
        reported report reports predicted vowed promised threatened pledged added depending pending
        barring assuming provided retracted retracts recanted recants refuted refutes debunked disavowed
        untrue hoax contradicted contradicts overturned annulled acquitted exonerated
        forged fake faked doctored parody satire satirical spoof joke jest hypothetical hypothetically fiction
        fictional fictitious dream drill exercise rehearsal rehearsing game wargame play film movie novel
        scenario simulation simulated imaginary imagining staged mock actor actors referring describing
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
"""Words (casefolded, split at apostrophes) that no cut may remove, because the truth of a bullet can depend
on them: negations, conditions, hedges, attributions, retractions, qualifiers of figures."""

_OF_THEIR_OWN_CLAUSE = frozenset(
    str.split(
        """
        may might could would should can up some about around nearly almost least most more less fewer
        than over under several half part partly mostly virtually roughly approximately expected likely
        potential possible
        """
    )
)
"""Protected words that do not affect the rest of the sentence when they stand in a clause of their own."""


def has_protected(text: str) -> bool:
    """Whether the text holds any protected word."""
    return not PROTECTED.isdisjoint(fold_text(text).split())


def governing(words: set[str]) -> set[str]:
    """The folded words that may affect the text around them: "according", "denied", "if"."""
    return words & (PROTECTED - _OF_THEIR_OWN_CLAUSE)


def governs(text: str) -> bool:
    """Whether the text holds a word that may affect the text around it."""
    return bool(governing(set(fold_text(text).split())))


_ADDING = frozenset(
    ("saying", "adding", "telling", "noting", "warning", "arguing", "vowing", "insisting", "promising")
)
"""Such a word opens a clause about what else the subject did; the clause before stands without it."""


def words_around(words: list[str], source: list[str]) -> list[str] | None:
    """The words of `source` around `words`; None where `words` is not an unbroken run of it.

    A word of `_ADDING` right after the run is left out, because it affects only what follows it.
    """
    for at in range(len(source) - len(words) + 1):
        if source[at : at + len(words)] == words:
            after = source[at + len(words) :]
            return source[:at] + (after[1:] if after and after[0] in _ADDING else after)
    return None


def figures(text: str) -> set[str]:
    """The figures of a text, as written."""
    return set(_FIGURE.findall(text))


_WITH_ITS_NOUN = frozenset(
    str.split("over under half several part partly mostly virtually potential can should")
)
"""Protected words that may go together with the word after them, which is what they qualify."""


def bearing(missing: list[str]) -> list[str]:
    """The words of an unbroken run of left-out words, but for those that go with what they qualify."""
    return [word for word in missing[:-1] if word not in _WITH_ITS_NOUN] + missing[-1:]


def loses(text: str) -> bool:
    """Whether leaving out the text in one piece loses a protected word that affects what is left."""
    return not PROTECTED.isdisjoint(bearing(fold_text(text).split()))


def left_out(words: list[str], source: list[str]) -> list[str] | None:
    """The words that `words` leaves out of `source` and that may affect its meaning.

    None where `words` is not a subsequence of `source`.
    """
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
