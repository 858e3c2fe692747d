"""Tables of words by language and kind: a line is language, kind and words, parted by tabs.

A word that ends in an asterisk is a beginning of words.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

from bot.news.language.words import fold


class Words(NamedTuple):
    """Words of one kind, folded, in small letters."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def has(self, form: str) -> bool:
        """Whether a folded word is one of them, or begins like one."""
        return form in self.whole or form.startswith(self.beginnings)


def word_table(package: str, name: str, language: str) -> Mapping[str, Words]:
    """The words of a language, such as "tr", in the file `name` of a package, by kind; none if not listed."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    found = dict[str, Words]()
    for line in text.splitlines():
        if line.startswith(f"{language}\t"):
            _, kind, words = line.split("\t")
            found[kind] = words_of(words)
    return found


def words_of(line: str) -> Words:
    """The words of a line."""
    forms = [(fold(word.removesuffix("*")).lower(), word.endswith("*")) for word in line.split()]
    return Words(
        frozenset(form for form, begins in forms if not begins),
        tuple(form for form, begins in forms if begins),
    )
