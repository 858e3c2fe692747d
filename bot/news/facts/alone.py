"""What a bullet tells by itself: whether it is understood alone, and is news beside the headline."""

from collections.abc import Sequence
from datetime import date

from bot.news.acts.recognise import reported_acts
from bot.news.facts.bullets import BLURB, is_thin
from bot.news.facts.features import Bullet, Token, Words, key_of
from bot.news.facts.headline import MOST_TOLD_AGAIN, names_more, repeats_headline, told_again
from bot.news.facts.leaning import has_unnamed_speaker, leans, says_what_should_be, speaks_to_reader
from bot.news.facts.people import counts_people
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule
from bot.news.language.past import is_old_event
from bot.news.trimming.rules import VERB

_TAKEN_UP = Rule(
    r"(?:^The|(?:\b(?:said|says|that)|^[A-Z][a-z]{2,5}day,) the) "
    r"(?!(?:president|government|police|military|army|administration|public|world|country|nation|court"
    r"|house|senate|press|media|economy|death toll|prime minister)\b)"
    r"((?:[a-z][\w'\u2019-]{1,20} ){0,2}[a-z][\w'\u2019-]{1,20}) "
    r"(?:(?:also|then|later|now|still|just|[a-z]+ly) ){0,2}"
    r"(?:" + VERB + r"|(?:would|could|may|might|can|must)\b)|\b[Tt]he (money|project|paper|base"
    r"|policy|clause|tape|clip|recording|proposal|document|memo|group|panel|move|idea|practice|facility"
    r"|program|contract|item|organization|alliance|agreement"
    r"|statement|remarks|comments|announcement|speech|letter|lawsuit|incident|allegations|accusations)"
    r"(?=[,.;]|$| (?:and|but|by|at|on|as|when|while|after|before|with|would|was|is)\b)"
)
"""A thing that "the" says is known: the subject of a clause, or a noun that means little by itself."""
_QUOTED = Rule('["\u201c][^"\u201c\u201d]{0,500}["\u201d]')
_SPEECH = Rule('["\u201c][^"\u201c\u201d]{0,500}[,.?!]["\u201d] ')
QUOTED_SHARE = 0.55
"""The part of a bullet between quotation marks from which it is nothing but somebody's words."""
_DEFINITE = frozenset(
    "bill law measur cas rul decision order report study official move plan pact deal".split()
)
"""Keys of nouns that mean one told of before, whether or not by this word."""
LATER = 2
"""From this sentence on, what is met first as "the" is what the ones before tell of."""
OPENING = 3
"""In this many first sentences an article reports what its headline announces."""
_STYLES = frozenset("mr mrs ms dr sen rep gov gen".split())
_OFFICES = frozenset("president minister king queen pope chancellor state speaker leader".split())
"""Keys of words before the given names of those whom readers know by their surnames."""
_WELL_KNOWN = frozenset(
    map(
        key_of,
        "trump obama clinton biden bush harris pence putin medvedev lavrov erdogan assad netanyahu"
        " macron merkel johnson sunak starmer zelensky zelenskiy zelenskyy xi modi khamenei rouhani maduro"
        " house senate congress court department".split(),
    )
)
"""Keys of surnames that need no given name, and of words after a name that are no surname: "White House"."""
_SPEAKS = frozenset("said says told tells tweeted wrote added asked noted explained".split())


def leans_back(bullet: Bullet) -> bool:
    """Whether the bullet cannot be understood alone.

    It needs the sentence before it, the name of a speaker, or the first clause of its own sentence; or it is
    no event but advice.
    """
    if bullet.front.rstrip().endswith((" but", " and")):
        return True
    text = bullet.text
    return leans(text) or has_unnamed_speaker(text) or speaks_to_reader(text) or says_what_should_be(text)


def quotes_only(bullet: Bullet) -> bool:
    """Whether the bullet is what somebody says in his own words, and who says it."""
    text = bullet.text
    if '"' not in text and "\u201c" not in text:
        return False
    return _SPEECH.match(text) is not None or len(_QUOTED.sub("", text)) < (1 - QUOTED_SHARE) * len(text)


def needs_another(bullet: Bullet, words: Words, published: date | None = None) -> bool:
    """Whether the bullet is unclear unless the one before is told, or is an old event amid a text."""
    if leans_back(bullet) or takes_up(bullet, words):
        return True
    return bullet.candidate.number >= OPENING and is_old_event(bullet.text, published)


def takes_up(bullet: Bullet, words: Words) -> bool:
    """Whether it speaks of a thing that the article named before, and the headline does not: "the flights".

    What has a name in it, or of which more is said ("the report of", "the man who"), stands alone.
    """
    place = bullet.candidate.number
    for thing in _TAKEN_UP.finditer(bullet.text) if "he " in bullet.text else ():
        keys = [key_of(word) for word in (thing[1] or thing[2]).split()]
        if any(key in words.headline for key in keys):
            continue
        if keys[-1] in _DEFINITE or all(words.first.get(key, place) < place for key in keys):
            return True
        if (
            thing.start() == 0
            and place >= LATER
            and words.sentences > BLURB
            and words.first.get(keys[-1], place) >= place
        ):
            return True  # known by another word: "The driver fled"
    return False


def opens_with_headline(bullet: Bullet, words: Words) -> bool:
    """Whether the bullet is among the article's first sentences and holds most of the headline's words."""
    if bullet.candidate.number >= OPENING or not words.headline:
        return False
    headline = {key for key in words.headline if words.written.get(key, "the") not in FUNCTION_WORDS}
    return 0 < len(headline) <= 2 * len(headline & bullet.keys)


def tells_little(bullet: Bullet, words: Words) -> bool:
    """Whether the bullet repeats the headline, or adds next to nothing to it and no act ("denied it all")."""
    tokens = bullet.tokens
    if repeats_headline(tokens, words):
        return True
    if told_again(tokens, words) > MOST_TOLD_AGAIN and not names_more(tokens, words):
        # A line's count of the hurt stays: an update shows what it was before.
        return not (words.sentences <= BLURB and counts_people(bullet.text))
    return is_thin(bullet.tokens, words) and not (bullet.candidate.brief or reported_acts(bullet.text))


def stranger_in(bullet: Bullet, words: Words) -> str | None:
    """The key of the surname of whom the bullet tells, or who speaks in it, if readers may not know him.

    The article introduces him by a given name, though by no high office, and the headline does not name him.
    """
    tokens = bullet.tokens
    places = []
    if not _is_name(tokens, 1) or tokens[0].word in _STYLES:
        places.append(1 if tokens[0].word in _STYLES else 0)
    if '"' in bullet.text or "\u201d" in bullet.text:
        places += [
            place - 1
            for place in range(2, len(tokens))
            if tokens[place].word in _SPEAKS
            and (not _is_name(tokens, place - 2) or tokens[place - 2].word in _STYLES)
        ]
    for place in places:
        key = tokens[place].key if _is_name(tokens, place) else ""
        if key in words.names and key not in words.headline | _WELL_KNOWN and _is_introduced(key, words):
            return key
    return None


def _is_name(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].capital and tokens[place].word not in FUNCTION_WORDS


def _is_introduced(surname: str, words: Words) -> bool:
    """Whether the article calls somebody by given name and surname, and by no high office."""
    pairs = words.pairs
    given = [key for key, other in pairs if other == surname and _is_given(key, surname, words)]
    return bool(given) and not any((office, name) in pairs for name in given for office in _OFFICES)


def _is_given(key: str, surname: str, words: Words) -> bool:
    """Whether a word before a surname is a given name.

    It is capitalised within sentences, or stands nowhere but there, at the start of sentences.
    """
    if key in words.names:
        return key not in _STYLES
    counted = words.counts.get(key, 0)
    if not counted == words.openings.get(key, 0) == words.pairs[key, surname]:
        return False
    return words.written[key] not in FUNCTION_WORDS and words.written[key] not in _STYLES
