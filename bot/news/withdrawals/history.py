"""Sentences that tell of a withdrawal of long ago."""

from bot.news.withdrawals.sentences import Sentence

_CLAUSE = 7
_SINCE = frozenset(("after", "since", "until", "when", "before", "as"))
_LEAVING = frozenset(("leaving", "withdrawing", "pulling"))
_LEFT = frozenset(("left", "withdrew", "departed", "pulled", "quit", "ended"))


def is_history(one: Sentence) -> bool:
    """Whether a sentence tells of long ago: it has a year of last century, or "years after" and the like."""
    for i, word in enumerate(one.words):
        if ("past" in one.roles[i] and not _is_deadline(one, i)) or (
            len(word) == 4 and word.isdigit() and "1900" < word < "2000"
        ):
            return True
        if word in ("year", "years") and one.word(i + 1) == "after":
            return True
        if word in _SINCE and _is_over(one, i):
            return True
    return False


def _is_deadline(one: Sentence, at: int) -> bool:
    """ "Out by the 20th anniversary", "like the war in Vietnam": no looking back."""
    return one.word(at - 1) == "like" or not {"by", "before"}.isdisjoint(one.words[max(0, at - 3) : at])


def _is_over(one: Sentence, at: int) -> bool:
    """Whether a clause tells that somebody left before what is told now.

    "The worst since US troops left", "after withdrawing all"; in a title, or behind another word, only in a
    year that is named: "until US troops left in 2011".
    """
    for left in range(at + 1, min(at + _CLAUSE, len(one.words))):
        if one.words[left] in _LEAVING and left == at + 1 and one.start:
            return True
        if one.words[left] in _LEFT:
            if one.words[at] in ("since", "before") and one.start:
                return True
            years = one.words[left + 1 : left + _CLAUSE]
            return any(word.isdigit() and len(word) == 4 and "2000" < word < "2100" for word in years)
    return False


def is_named_by_year(one: Sentence, at: int) -> bool:
    """Whether a year stands before a word: "the 2011 Iraq withdrawal"."""
    word = one.word(at - 1)
    return len(word) == 4 and word.isdigit() and "1900" < word < "2100"
