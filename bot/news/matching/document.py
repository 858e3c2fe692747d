"""An article's words and their places, cut and stemmed once, and only when something asks for them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from bot.news.language import text as prose
from bot.news.language.stems import Vocabulary
from bot.news.language.words import spans, tokens
from bot.news.places.placenames import Place
from bot.news.withdrawals.sentences import Sentence, sentences

GAP = 64
"""Empty places between title and text, so that no phrase or NEAR spans them."""

LENGTH_BITS = 9
"""A place is one integer, `first token << LENGTH_BITS | number of tokens`, so places sort in text order."""


class Document:
    """An article as matching sees it; `bot.news.matching.match.document` makes one.

    `functools.cached_property` would be shorter, but make an article cost a third more time.
    """

    __slots__ = (
        "_beginnings",
        "_forms",
        "_found",
        "_ordered_forms",
        "_places",
        "_sentences",
        "_spans",
        "_stems",
        "_text_sentences",
        "_text_tokens",
        "_title_tokens",
        "_tokens",
        "has_bearers",
        "in_passing",
        "language",
        "nears",
        "newsworthiness",
        "prominences",
        "scenes",
        "text",
        "title",
        "vocabulary",
    )

    def __init__(self, title: str, text: str, vocabulary: Vocabulary, language: str = "en") -> None:
        """`language`, as `bot.news.language.tags.primary` gives it, is what branches of queries name."""
        self.language = language
        self.title = title
        self.text = text
        self.vocabulary = vocabulary
        self.prominences: dict[str, float | None] = {}
        """Stem -> its prominence, as far as something asked for it; None if it does not occur."""
        self.in_passing: dict[int, bool] = {}
        """Place -> whether its words are in passing, as far as something asked for it."""
        self.has_bearers: bool | None = None
        """Whether it has a word of firms' names (`passing`), once something asked for it."""
        self.nears: dict[object, Sequence[int] | None] = {}
        """NEAR or withdrawal node -> its places, as far as something asked for them."""
        self.newsworthiness: dict[str, float] = {}
        """Sentence -> how much it reads like news, as far as something asked; the whole is under ""."""
        self.scenes: Sequence[Place] | None = None
        """Where the title says that it happens (`bearing`), once something asked for it."""
        self._found: dict[re.Pattern[str], bool] = {}
        self._text_sentences: Sequence[prose.Sentence] | None = None
        self._ordered_forms: tuple[list[str], dict[str, list[int]]] | None = None
        self._beginnings: dict[str, Sequence[int] | None] = {}
        self._title_tokens: list[str] | None = None
        self._text_tokens: list[str] | None = None
        self._tokens: list[str] | None = None
        self._stems: set[str] | None = None
        self._sentences: list[Sentence] | None = None
        self._spans: dict[str, tuple[list[tuple[int, int]], Iterator[tuple[int, int]]]] = {}
        """Title or text -> where its words stand, as far as something asked for them, and the others."""
        self._forms: set[str] | None = None
        self._places: dict[str, list[int]] | None = None

    @property
    def title_tokens(self) -> list[str]:
        """The title's words as written."""
        if self._title_tokens is None:
            self._title_tokens = tokens(self.title)
        return self._title_tokens

    @property
    def text_tokens(self) -> list[str]:
        """The text's words as written."""
        if self._text_tokens is None:
            self._text_tokens = tokens(self.text)
        return self._text_tokens

    @property
    def stems(self) -> set[str]:
        """The stem of every word, each once."""
        if self._stems is None:
            self._stems = set(map(self.vocabulary.stems.__getitem__, {*self.title_tokens, *self.text_tokens}))
        return self._stems

    @property
    def forms(self) -> set[str]:
        """The form of every word, each once."""
        if self._forms is None:
            self._forms = set(map(self.vocabulary.forms.__getitem__, {*self.title_tokens, *self.text_tokens}))
        return self._forms

    @property
    def text_start(self) -> int:
        """The number of the text's first word; the title's first word is 0."""
        return len(self.title_tokens) + GAP

    @property
    def places(self) -> dict[str, list[int]]:
        """Stem -> its places."""
        if self._places is None:
            places: dict[str, list[int]] = {}
            stem_of = self.vocabulary.stems.__getitem__
            for first, words in ((0, self.title_tokens), (self.text_start, self.text_tokens)):
                numbers = range(first << LENGTH_BITS | 1, first + len(words) << LENGTH_BITS, 1 << LENGTH_BITS)
                for stem, place in zip(map(stem_of, words), numbers, strict=True):
                    if stem in places:
                        places[stem].append(place)
                    else:
                        places[stem] = [place]
            self._places = places
        return self._places

    def beginning(self, prefix: str) -> Sequence[int] | None:
        """The places of words whose forms begin with `prefix`, in lower case; None if there are none."""
        if prefix not in self._beginnings:
            forms, places = self._by_form()
            end = start = bisect_left(forms, prefix)
            while end < len(forms) and forms[end].startswith(prefix):
                end += 1
            found = sorted(chain.from_iterable(places[form] for form in forms[start:end]))
            self._beginnings[prefix] = found or None
        return self._beginnings[prefix]

    def _by_form(self) -> tuple[list[str], dict[str, list[int]]]:
        """(every form in lower case, in order; form -> its places)."""
        if self._ordered_forms is None:
            places: dict[str, list[int]] = {}
            form_of = self.vocabulary.forms
            for number, token in enumerate(self.tokens):
                places.setdefault(form_of[token].lower(), []).append(number << LENGTH_BITS | 1)
            self._ordered_forms = sorted(places), places
        return self._ordered_forms

    @property
    def tokens(self) -> list[str]:
        """The words by number: the title's, empty strings for the gap, the text's."""
        if self._tokens is None:
            self._tokens = [*self.title_tokens, *[""] * GAP, *self.text_tokens]
        return self._tokens

    @property
    def sentences(self) -> list[Sentence]:
        """Title and sentences as the search for withdrawals reads them."""
        if self._sentences is None:
            self._sentences = sentences(self.title, self.text, self.text_start)
        return self._sentences

    def words_at(self, places: Iterable[int]) -> tuple[str, ...]:
        """The words at `places` as written, each once regardless of case."""
        tokens, length_of = self.tokens, (1 << LENGTH_BITS) - 1
        written = dict.fromkeys(
            tokens[place >> LENGTH_BITS]
            if place & length_of == 1
            else self._passage(place >> LENGTH_BITS, place & length_of)
            for place in places
        )
        if len(written) == 1:
            return tuple(written)
        words_by_key: dict[str, str] = {}
        for words in written:
            words_by_key.setdefault(words.casefold(), words)
        return tuple(words_by_key.values())

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether title or text has a pattern somewhere; asked once for all queries."""
        if pattern not in self._found:
            self._found[pattern] = any(map(pattern.search, (self.title, self.text)))
        return self._found[pattern]

    def around(self, place: int, characters: int) -> tuple[str, str]:
        """So much of the title or text as precedes the words at `place`, and as follows them."""
        text, start, end = self._offsets(place >> LENGTH_BITS, place & (1 << LENGTH_BITS) - 1)
        return text[max(0, start - characters) : start], text[end : end + characters]

    def sentence_at(self, place: int) -> str:
        """The sentence of the text around the words at `place`."""
        _, start, _ = self._offsets(place >> LENGTH_BITS, 1)
        return next(
            (one.text for one in self._sentences_of_text() if one.start <= start < one.end), self.text
        )

    def within_sentence(self, place: int) -> tuple[str, str, bool]:
        """What precedes and follows the words at `place` in their sentence of the text, and whether that is
        its first sentence."""
        _, start, end = self._offsets(place >> LENGTH_BITS, place & (1 << LENGTH_BITS) - 1)
        for number, one in enumerate(self._sentences_of_text()):
            if one.start <= start < one.end:
                return self.text[one.start : start], self.text[end : max(end, one.end)], number == 0
        return self.text[:start], self.text[end:], False

    def _sentences_of_text(self) -> Sequence[prose.Sentence]:
        if self._text_sentences is None:
            self._text_sentences = prose.sentences(self.text)
        return self._text_sentences

    def _passage(self, first: int, length: int) -> str:
        text, start, end = self._offsets(first, length)
        return " ".join(text[start:end].split())

    def _offsets(self, first: int, length: int) -> tuple[str, int, int]:
        """The title or text that has these words, and where they begin and end there."""
        text = self.title
        if first >= self.text_start:
            text, first = self.text, first - self.text_start
        last = first + length - 1
        if text not in self._spans:
            self._spans[text] = [], spans(text)
        known, following = self._spans[text]
        if last >= len(known):
            known += islice(following, last + 1 - len(known))
        return text, known[first][0], known[last][1]
