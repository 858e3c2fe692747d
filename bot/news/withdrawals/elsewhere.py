"""In languages other than English, whose forces a text speaks of.

In go title and text, out come the places of forces that may belong to the country that is looked for, and
of those that belong to another. A force is that of the country or people right beside it ("القوات الإريترية",
"eritreischer Truppen"), else of who takes it away ("Saudi-Arabien zieht Truppen ab", "leşkerên xwe"); where
nobody says whose it is, nobody else's. One soldier ("Ein US-Soldat") is no force of any country. The words
lie in `elsewhere.txt`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.news.across.numbers import told as numbers_told
from bot.news.language import text as prose
from bot.news.language.word_table import Words, word_table
from bot.news.language.words import fold, tokens
from bot.news.places.placenames import country_of_adjective, mentions
from bot.news.withdrawals.lexicon import NOBODY, speakers

READ = 6000
"""Characters of a text that are read: what comes later is background."""
_NEAR = 2
"""Words between a force and the country or people beside it, and one more."""
_COUNTED = 6
"""Words before a soldier that are read for how many there are."""
_TAKES = 4
"""Words between who acts and the verb, and one more."""
_POSSESSED = {
    "ar": ("ها", "هم", "اته", "وده"),
    "fa": ("ش", "شان"),
    "he": ("יה", "יו", "יהמ", "יהנ"),
    "tr": ("ini", "lerini", "larini"),
}
"""Endings of forces, folded, that say that they are those of who acts."""
_BEFORE = frozenset(["de", "ru", "tr", "uk", "zh"])
"""Languages in which a people stands before its forces; in the others it stands behind."""
_ONLY_BEFORE = frozenset(["tr", "zh"])
_AWAY = (
    "a",
    "e",
    "ya",
    "ye",
    "dan",
    "den",
    "tan",
    "ten",
    "da",
    "de",
    "ta",
    "te",
    "daki",
    "deki",
    "taki",
    "teki",
)
"""Turkish endings of a name of a place that say where."""
_COMPOUNDS = tuple(
    "brigade brigaden bataillon bataillone regiment soldaten soldat truppen truppe geschwader einheiten "
    "stutzpunkt stutzpunkte".split()
)
"""Last parts of German names of forces, folded: Luftlandebrigade."""
_WRITTEN_ON = {"ar": "وفبل", "he": "ושהבלמכ"}
"""What is written on to the front of a word: "and", "in", "of"."""
_OWNING = ("in", "nin", "un", "nun")
"""Turkish endings of a name that say whose it is, folded: right before forces, of a town too."""
_ARMIES = {
    "美": "US",
    "法": "FR",
    "俄": "RU",
    "英": "GB",
    "以": "IL",
    "德": "DE",
    "土": "TR",
    "乌": "UA",
    "韩": "KR",
}
"""What stands for a country before 军."""
LANGUAGES = frozenset("ar de es fa fr he ku ru tr uk zh".split())


class _Actor(NamedTuple):
    start: int
    end: int
    country: str
    is_place: bool
    """Whether a word before it, or an ending, says that something happens there; a town acts only right
    before a verb of going ("Paris retire ses soldats")."""


Span = tuple[int, int]
"""The numbers of the first word of a force and of the one behind it."""


def whose_forces(
    title: str, text: str, text_start: int, language: str, country: str
) -> tuple[list[Span], list[Span]]:
    """The forces of `country` (ISO 3166) or of nobody who is named, and those of others.

    `text_start` is the number of the text's first word. Where all forces of the title are of others, so are
    those of the text unless a name beside them says whose they are. None in languages that have no table.
    """
    if language not in LANGUAGES:
        return [], []
    own, others = list[Span](), list[Span]()
    titled = list(_owned(tokens(title), language))
    owners = {force.owner for force in titled}
    is_of_others = bool(owners) and owners.isdisjoint(("", country))
    for force in titled:
        (own if force.owner in ("", country) else others).append((force.start, force.end))
    for sentence in prose.sentences(text[:READ], language):
        words = tokens(sentence.text)
        for start, end, owner, is_beside in _owned(words, language):
            is_own = owner in ("", country) and (is_beside or not is_of_others)
            (own if is_own else others).append((text_start + start, text_start + end))
        text_start += len(words)
    return own, others


class _Force(NamedTuple):
    start: int
    end: int
    """The word behind it."""
    owner: str
    """Whose it is; "" where nobody says so."""
    is_beside: bool
    """Whether a name beside it says it."""


def _owned(words: Sequence[str], language: str) -> Iterator[_Force]:
    """The forces of a sentence, and whose they are."""
    told = _table(language)
    forms = [fold(word).lower() for word in words]
    forces = list(_forces(forms, told["force"], language))
    if forces:
        actors = list(_actors(words, forms, language, told))
        for start, end in forces:
            if _is_one(words, forms, start, end, language, told):
                yield _Force(start, end, NOBODY, is_beside=True)
                continue
            beside = _beside(start, end, actors, language)
            owner = beside or _taker(forms, start, end, actors, told, language)
            yield _Force(start, end, owner, bool(beside))


def _forces(forms: Sequence[str], force: Words, language: str) -> Iterator[tuple[int, int]]:
    for at, form in enumerate(forms):
        if language == "zh":
            after = "".join(forms[at + 1 : at + 2])
            if form + after in force.whole:
                yield at, at + 2
            elif form in _ARMIES and after == "军":
                yield at + 1, at + 2
        elif (
            force.has(form)
            or (language == "de" and form.endswith(_COMPOUNDS))
            or (form[0] in _WRITTEN_ON.get(language, "") and force.has(form[1:]))
        ):
            yield at, at + 1


def _is_one(
    words: Sequence[str],
    forms: Sequence[str],
    start: int,
    end: int,
    language: str,
    told: Mapping[str, Words],
) -> bool:
    """Whether a force is one soldier: "ein US-Soldat", but not "der letzte US-Soldat" and "500 جندي"."""
    space = "" if language == "zh" else " "
    if not told["one"].has(space.join(forms[start:end])):
        return False
    first = max(0, start - _COUNTED)
    before = forms[first:start]
    needed = told["an"]
    if needed.whole != {"-"} and not any(map(needed.has, before)):
        return False
    counted = any(number.value > 1 for number in numbers_told(space.join(words[first:start]), language))
    return not counted and not any(map(told["many"].has, before))


def _actors(
    words: Sequence[str], forms: Sequence[str], language: str, told: Mapping[str, Words]
) -> Iterator[_Actor]:
    """The countries and peoples that a sentence names, in order, and who speaks for them."""
    found = dict[int, _Actor]()
    for one in mentions(words):
        place = one.places[0]
        town = place.kind in ("city", "region")
        found |= dict.fromkeys(range(one.start, one.end), _Actor(one.start, one.end, place.country, town))
    for at, word in enumerate(words):
        country = _speaks_for(word, forms, at, language, told)
        if not country and at not in found:
            country = country_of_adjective(word)
        if country:
            found[at] = _Actor(at, at + 1, country, is_place=False)
    for actor in sorted({*found.values()}):
        following = forms[actor.end : actor.end + 1]
        town_acts = any(map(told["going"].has, following))
        if language == "tr" and any(map(told["force"].has, following)):
            town_acts = _ending(words[actor.end - 1]) in _OWNING
        placed = _is_placed(words, forms, actor, language, told["from"])
        yield actor._replace(is_place=placed or (actor.is_place and not town_acts))


def _speaks_for(word: str, forms: Sequence[str], at: int, language: str, told: Mapping[str, Words]) -> str:
    """The country for which a word speaks that is no name of it: Pentagon, Ankara."""
    if language == "zh":
        if "".join(forms[at + 1 : at + 2]) == "军" and forms[at] in _ARMIES:
            return _ARMIES[forms[at]]
        return "US" if any("".join(forms[at : at + len(one)]) == one for one in told["US"].whole) else ""
    if told["US"].has(forms[at]):
        return "US"
    return next((country for rest, country in speakers().get(word, ()) if not rest), "")


def _is_placed(
    words: Sequence[str], forms: Sequence[str], actor: _Actor, language: str, placing: Words
) -> bool:
    if language == "tr":
        return _ending(words[actor.end - 1]) in _AWAY
    if language == "he" and words[actor.start][:1] in "במל" and mentions([words[actor.start][1:]]):
        return True
    return actor.start > 0 and placing.has(forms[actor.start - 1])


def _ending(word: str) -> str:
    """What is written on to a Turkish name after an apostrophe, folded."""
    _, _, ending = word.replace("’", "'").replace("ʼ", "'").partition("'")
    return fold(ending).lower()


def _beside(
    start: int,
    end: int,
    actors: Sequence[_Actor],
    language: str,
) -> str:
    """The country or people named right beside a force; "" where none is."""
    first = language in _BEFORE
    near = [
        (max(start - one.end, one.start - end), (one.end <= start) != first, one.country)
        for one in actors
        if not one.is_place
        and (0 <= start - one.end < _NEAR or (0 <= one.start - end < _NEAR and language not in _ONLY_BEFORE))
    ]
    distance, _, country = min(near, default=(1, True, ""))
    return country if distance == 0 or language == "de" else ""


def _taker(
    forms: Sequence[str],
    start: int,
    end: int,
    actors: Sequence[_Actor],
    told: Mapping[str, Words],
    language: str,
) -> str:
    """The country that takes its own force away, as its verb or a possessive says.

    "" for none, and for foreign forces; `NOBODY` where diplomats leave.
    """
    if any(told["civil"].has(form) for form in forms[:start]):
        return NOBODY
    who = next((one for one in reversed(actors) if one.end <= start and not one.is_place), None)
    if who is None:
        return ""
    around = (*forms[max(0, start - 2) : start], *forms[end : end + 1])
    if any(told["foreign"].has(form) for form in around):
        return ""
    own = any(told["own"].has(form) for form in around)
    own = own or forms[start].endswith(_POSSESSED.get(language, ("\0",)))
    goes = any(told["going"].has(form) for form in forms[who.end : min(start, who.end + _TAKES)])
    goes = goes or (language == "zh" and forms[start] == "撤")
    goes = goes or (language == "tr" and any(told["going"].has(form) for form in forms[end : end + 1]))
    return who.country if own or goes else ""


@lru_cache(maxsize=32)
def _table(language: str) -> Mapping[str, Words]:
    """The words of a language by kind, folded."""
    return word_table("bot.news.withdrawals", "elsewhere.txt", language)
