"""What is wrong with a topic's query, in the language of the chat: the parser's own words are English."""

import re
from typing import Final

from bot.messages.speech.say import Say, msg

MISTAKES: Final = (
    msg("the query is empty: type a word to look for"),
    msg("this parenthesis was never opened: remove it, or add ( before it"),
    msg("this parenthesis is not closed: add ) where the group ends"),
    msg("a comma belongs in a list: write any(one, two), or remove it"),
    msg("a comma separates words in a list: any(one, two)"),
    msg("this query only excludes words: add a word to look for"),
    msg("one side of OR only excludes words: add a word to look for"),
    msg("{operator} joins words, phrases and any(...) lists, not AND, NOT or title:"),
    msg("{operator} takes a distance of 1 to {number} words: {example}"),
    msg("the query ends too early: a word is missing here"),
    msg("a word is missing before this parenthesis"),
    msg("NOT and - cannot follow NEAR or title: put them first, as in -title:word"),
    msg("{operator} belongs between words; to look for the word, quote it: {example}"),
    msg("a lang: branch cannot stand in another one"),
    msg("{code} is not a language code: write lang:tr(...), or lang:ar/fa(...) for two"),
    msg("{term}: takes the two letters of a country (ISO 3166): {example}"),
    msg("others: says whose forces do not count: {example}"),
    msg("forces: says whose forces are meant: {example}"),
    msg("lang: needs a language code: write lang:tr(...), or lang:ar/fa(...) for two"),
    msg("a query may name at most {number} languages"),
    msg("this branch only excludes words: write -lang:tr(word)"),
    msg("the query is nested more than {number} levels deep: simplify it"),
    msg("a query may have at most {number} terms: split it into two topics"),
    msg("a query may have at most {number} terms for one language: split it into two topics"),
    msg("a query may have at most {number} characters and this one has {count}: split it into two topics"),
    msg("there is no word between these quotes"),
    msg("this quote is not closed: add {sign} after the phrase"),
    msg("* is only allowed at the end of a word: withdr*"),
    msg("{word} is not a word: write {operator}"),
    msg("{word} is not a word"),
    msg("a prefix is one word of at least {number} letters: withdr*"),
    msg("put the hyphen directly before the word to exclude: -word"),
    msg("it would take too long to match: {advice}"),
    msg("too many words begin like {words}; type more letters before the *"),
    msg("NEAR between common words is slow; use fewer of them, or rarer words"),
    msg("many of its words are common; use fewer, or split it into two topics"),
)
"""What `bot.news.query` and `bot.news.matching.cost` say; a test makes the mistakes."""
_LONGEST = 1000
_VALUE = re.compile(r"\\\{(\w+)\\\}")


def mistake_words(message: str, say: Say) -> str:
    """The message of a QueryError in the language of the chat; as it is where it is none of MISTAKES."""
    for template, pattern in _PATTERNS:
        if found := pattern.fullmatch(message[:_LONGEST]):
            values = found.groupdict()
            if "advice" in values:
                values["advice"] = mistake_words(values["advice"], say)
            return say(template, **values)
    return message


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_VALUE.sub(r"(?P<\1>.{1,200})", re.escape(template)))


_PATTERNS: Final = tuple((template, _pattern(template)) for template in MISTAKES)
