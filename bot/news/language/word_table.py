"""Tables of words by language and kind: a line is language, kind and words, parted by tabs.

A word that ends in an asterisk is a beginning of words.
"""

from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import NamedTuple

from bot.news.language.tags import primary
from bot.news.language.words import DIGRAPHS, fold_in


class Words(NamedTuple):
    """Words of one kind, folded, in small letters."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def has(self, form: str) -> bool:
        """Whether a folded word is one of them, or begins like one."""
        return form in self.whole or form.startswith(self.beginnings)


def word_table(package: str, name: str, language: str) -> Mapping[str, Words]:
    """The words of a language in the file `name` of a package, by kind; none if not listed.

    `language` is a `spelling`, such as "de" or "tr-x-own", by which they are folded.
    """
    code = primary(language)
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    found = dict[str, Words]()
    for line in text.splitlines():
        if line.startswith(f"{code}\t"):
            _, kind, words = line.split("\t")
            found[kind] = words_of(words, language)
    return found


def words_of(line: str, language: str) -> Words:
    """The words of a line, folded as a `spelling` has them; German ones as well with "ae" for "ä"."""
    written = line.split()
    if primary(language) == "de":
        written += [plain for word in written if (plain := word.translate(DIGRAPHS)) != word]
    forms = [(_folded(word.removesuffix("*"), language), word.endswith("*")) for word in written]
    return Words(
        frozenset(form for form, begins in forms if not begins),
        tuple(form for form, begins in forms if begins),
    )


def _folded(phrase: str, language: str) -> str:
    """A phrase as the words of a text are folded, each on its own: French ones lose the "d'" in front."""
    return "_".join(fold_in(word, language).lower() for word in phrase.split("_"))


def cut_at(text: str, known: Collection[str]) -> list[str]:
    """A text without spaces as the known words in it, the longest at each place, and single characters."""
    found, at = list[str](), 0
    while at < len(text):
        word = max((one for one in known if text.startswith(one, at)), key=len, default=text[at])
        found.append(word)
        at += len(word)
    return found
