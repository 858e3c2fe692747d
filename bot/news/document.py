"""An article's words, cut and stemmed once, and where each stands. Nothing is computed before wanted."""

from collections.abc import Iterable
from functools import cached_property

from bot.news.stems import Vocabulary, vocabulary
from bot.news.words import spans, tokens

GAP = 64
"""Empty places between title and text, so that no phrase or nearness spans them."""

LENGTH_BITS = 9
"""A place is one integer, `first token << LENGTH_BITS | number of tokens`: places sort as they stand."""


class Document:
    """An article as matching sees it; made by `bot.news.match.document`."""

    def __init__(self, title: str, text: str, language: str = "en") -> None:
        self.title = title
        self.text = text
        self.vocabulary: Vocabulary = vocabulary(language)

    @cached_property
    def title_tokens(self) -> list[str]:
        return tokens(self.title)

    @cached_property
    def text_tokens(self) -> list[str]:
        return tokens(self.text)

    @cached_property
    def stems(self) -> set[str]:
        """The stem of every word, once."""
        return set(map(self.vocabulary.stems.__getitem__, {*self.title_tokens, *self.text_tokens}))

    @cached_property
    def text_start(self) -> int:
        """The token with which the text begins."""
        return len(self.title_tokens) + GAP

    @cached_property
    def tokens(self) -> list[str]:
        """Title, gap, text."""
        return [*self.title_tokens, *[""] * GAP, *self.text_tokens]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Stem -> the places where it stands."""
        places: dict[str, list[int]] = {}
        stem_of = self.vocabulary.stems
        for start, words in ((0, self.title_tokens), (self.text_start, self.text_tokens)):
            for place, token in enumerate(words, start):
                stem = stem_of[token]
                if stem in places:
                    places[stem].append(place << LENGTH_BITS | 1)
                else:
                    places[stem] = [place << LENGTH_BITS | 1]
        return places

    @cached_property
    def forms(self) -> set[str]:
        """The form of every word, once."""
        return set(map(self.vocabulary.forms.__getitem__, {*self.title_tokens, *self.text_tokens}))

    def stem(self, index: int) -> str:
        """The stem of a token, "" in the gap and beyond the end."""
        return self.vocabulary.stems[self.tokens[index]] if index < len(self.tokens) else ""

    def form(self, index: int) -> str:
        """The form of a token, "" in the gap and beyond the end."""
        return self.vocabulary.forms[self.tokens[index]] if index < len(self.tokens) else ""

    def words_at(self, places: Iterable[int]) -> tuple[str, ...]:
        """The words at `places` as they stand there, each form once."""
        said: dict[str, str] = {}
        for place in places:
            words = self._surface(place >> LENGTH_BITS, place & (1 << LENGTH_BITS) - 1)
            said.setdefault(words.casefold(), words)
        return tuple(said.values())

    def _surface(self, first: int, length: int) -> str:
        if length == 1:
            return self.tokens[first]
        in_title = first < self.text_start
        text, offsets = (self.title, self._title_spans) if in_title else (self.text, self._text_spans)
        first -= 0 if in_title else self.text_start
        return " ".join(text[offsets[first][0] : offsets[first + length - 1][1]].split())

    @cached_property
    def _title_spans(self) -> list[tuple[int, int]]:
        return spans(self.title)

    @cached_property
    def _text_spans(self) -> list[tuple[int, int]]:
        return spans(self.text)
