"""Who speaks in an English text: "the minister Jan Dvorsky said". Pure."""

from bot.news.language.lazy_regex import Rule
from bot.news.language.tags import primary

_NAME = r"(?:[A-Z][\w'’.-]{0,40}+\s++){0,4}[A-Z][\w'’.-]{0,40}+"
_SAYS = r"(?:said|says|told|reported|reports|tweeted|announced|added|confirmed|claimed)"
_SAID = Rule(rf"{_NAME}\s+(?:also\s+)?{_SAYS}\b|{_SAYS}\s+{_NAME}|[Aa]ccording to\s+(?:the\s+)?{_NAME}")
_WORD = Rule(r"[\w'’-]+")


def speakers(text: str) -> frozenset[str]:
    """The words, as written, of the names of those who say something, with the verb beside them."""
    return frozenset(word for said in _SAID.finditer(text) for word in _WORD.findall(said.group()))


def mere_speakers(text: str, language: str = "en") -> frozenset[str]:
    """The capitalised ones of those words that stand nowhere else in the text; none in other languages."""
    if primary(language) != "en":
        return frozenset()
    elsewhere = frozenset(_WORD.findall(_SAID.sub(" ", text)))
    return frozenset(word for word in speakers(text) - elsewhere if word[0].isupper())
