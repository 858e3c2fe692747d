"""An item -> the cues that it gives, by name, and its words.

Three places are read: the title, the line under it and the address. In each a cue is a shape (`title_cues`,
`line_cues`), a class of words (`lexicon`) or a folder (`address`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.news.acts.recognise import only_reacts
from bot.news.figures.reading import figures_of
from bot.news.kinds.clean import LINE_CAP, TEXT_CAP, clean, passages
from bot.news.kinds.filing import read_filing
from bot.news.kinds.kind import Item, Kind
from bot.news.kinds.languages import foreign_cues, looks_foreign
from bot.news.kinds.lexicon import CLASSES, CLASSES_OF
from bot.news.kinds.line_cues import LINE_CUES
from bot.news.kinds.sudden_titles import after_teaser
from bot.news.kinds.text_cues import IN_A_PROGRAMME, is_signed, text_cues
from bot.news.kinds.title_cues import TITLE_CUES
from bot.news.language.lazy_regex import has_any
from bot.news.language.tags import primary

AFTER_A_SCENE = "line: the news comes after a scene"
_EXPLAINS = frozenset(
    {
        "title: opens with How or Why",
        "title: opens with What, Who, When or Where",
        "title: asks a question",
        "title: opens with a verb of asking",
    }
)
_QUOTES = frozenset(
    {
        "title: opens with a quotation",
        "title: ends with a quotation",
        "title: somebody's words after a colon",
        "title: closes with a speaker after a colon",
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*")
_ACTS = frozenset({"an act of force", "an act of the law", "an act of state", "a statement"})
_LESSER = frozenset({"a fight", "a turn in court or custody", "a change", "an offer or promise"})
_REACTIONS = (
    "condem", "denounc", "deplor", "react", "respons", "condol", "sympath", "solidar", "shock", "appal",
    "horr", "sadden", "outrag", "grief", "sorrow", "anger", "prayers", "funeral", "burial",
    "buri", "bury", "mourner", "vigil", "laid to rest", "farewell",
)  # fmt: skip
"""What every English reaction has: looking them up takes longer than all the rest."""
_EARLY = 6
"""The verb of a headline stands within so many words."""


class Reading(NamedTuple):
    """What an item gives to be judged by."""

    cues: dict[str, Kind | None]
    """Cue -> the kind that it speaks for."""
    title_words: frozenset[str]
    line_words: frozenset[str]


def read(item: Item) -> Reading:
    """Everything that the model may weigh; the weights decide what counts."""
    title, line, suffix, filed, body = clean(item.title, item.text, item.publisher)
    title = after_teaser(title, line)
    reading = _with_line(_read_title(item, title, suffix), line)
    if body:
        reading = _with_text(reading, body)
        if is_signed(item.text[:TEXT_CAP]):
            reading.cues["text: signed by its author"] = Kind.OPINION
    if "; " in title and " Also, " in item.text[: 2 * LINE_CAP]:
        reading = reading._replace(cues=reading.cues | {"title and line: two matters": Kind.LISTING})
    return reading._replace(cues=reading.cues | {"line: a dateline": None}) if filed else reading


def read_on(item: Item) -> Iterator[Reading]:
    """Of a long text the title alone, then with each passage that follows its line, in place of that."""
    title, line, suffix, _, body = clean(item.title, item.text, item.publisher)
    title = after_teaser(title, line)
    later = passages(body)
    if later:
        alone = _read_title(item, title, suffix)
        yield _with_line(alone, "")
        alone = _with_text(alone, body)
        for passage in later:
            reading = _with_line(alone, passage)
            yield reading._replace(cues=reading.cues | {AFTER_A_SCENE: None})


def _read_title(item: Item, title: str, suffix: str) -> Reading:
    cues, title_words = TITLE_CUES.met(title), words(title)
    in_title = _classes(title_words)
    cues |= {f"title: {name}": CLASSES[name][0] for name in in_title}
    cues |= dict.fromkeys(_together(title_words, in_title))
    cues |= read_filing(item, title)
    if has_any(title.lower(), _REACTIONS):
        cues |= _reactions(title, "en")
    if "video" in suffix.casefold():
        cues["title: video by its suffix"] = Kind.MEDIA
    return Reading(cues, frozenset(title_words), frozenset())


def _with_line(title: Reading, line: str) -> Reading:
    line_words = words(line)
    cues = title.cues | LINE_CUES.met(line)
    cues |= {f"line: {name}": CLASSES[name][0] for name in _classes(line_words)}
    return Reading(cues, title.title_words, frozenset(line_words))


def _with_text(reading: Reading, body: str) -> Reading:
    """What a full text adds; an explanation under a title that explains is one whatever else it tells."""
    cues = reading.cues | dict(text_cues(body))
    if IN_A_PROGRAMME in cues and _QUOTES & cues.keys():
        cues["text: a quotation from a programme"] = Kind.MEDIA
    if "line: a politician's mark" in cues:
        cues["text: a politician's mark"] = None
    if _EXPLAINS & cues.keys():
        cues["text: under a title that asks or explains"] = Kind.ANALYSIS
    return reading._replace(cues=cues)


def is_english(item: Item) -> bool:
    """Whether the English cues may speak: by the language's tag, unless the text looks otherwise."""
    if item.language and primary(item.language) != "en":
        return False
    return not looks_foreign(f"{item.title[:200]} {item.text[:200]}")


def read_foreign(item: Item) -> Reading:
    """What is known of an item in another language: its labels, its filing and the shapes that all share."""
    title, line, *_ = clean(item.title, item.text, item.publisher)
    cues = foreign_cues(title, line, item.language) | read_filing(item, title)
    cues |= _reactions(title, item.language)
    return Reading(cues, frozenset(), frozenset())


def _reactions(title: str, language: str) -> dict[str, Kind | None]:
    """Condolences and the like alone; with a toll, they bring news."""
    if any(figure.kind for figure in figures_of(title, language)) or not only_reacts(title, language):
        return {}
    return {"title: only a reaction": None}


def words(text: str) -> list[str]:
    """The text's words in lower case, each number as "0", without the "'s" of ownership."""
    plain = text.lower().replace("’", "'").replace("'s ", " ")
    return [word if word[0] > "9" else "0" for word in _WORD.findall(plain)]


def _classes(found: list[str]) -> set[str]:
    classes: set[str] = set()
    for word in found:
        if word in CLASSES_OF:
            classes.update(CLASSES_OF[word])
    return classes


def _together(title: list[str], classes: set[str]) -> list[str]:
    """What only two classes together tell: an office that acts, force with a number, talk alone."""
    cues = []
    acts = classes & _ACTS
    if "an office" in classes and acts:
        cues.append("title: an office and an act")
    if any(_ACTS.intersection(CLASSES_OF.get(word, ())) and word[-1:] in "sd" for word in title[1:_EARLY]):
        cues.append("title: an act early")
    if "an act of force" in classes and "0" in title:
        cues.append("title: force and a number")
    if not acts and not classes & _LESSER:
        cues.append("title: no act at all")
    if acts == {"a statement"} and not classes & {"an office"}:
        cues.append("title: only a statement")
    if "who speaks for himself" in classes and "a statement" in classes:
        cues.append("title: says who holds no office")
    return cues
