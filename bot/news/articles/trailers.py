"""What stands around an article and is none of its text: standing lines, links, tags, other matters."""

import re

from bot.news.articles.labels import heads_other_matter, leads_elsewhere
from bot.news.articles.matter import without_other_parts
from bot.news.language.lazy_regex import has_any

_APPEARED = (
    ("The post ", " appeared first on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("L’article ", " est apparu en premier sur "),
    ("La entrada ", " se publicó primero en "),
    ("El cargo ", " apareció primero en "),
    ("O post ", " apareceu primeiro em "),
    ("L'articolo ", " proviene da "),
    ("Het bericht ", " verscheen eerst op "),
    ("Сообщение ", " появились сначала на "),
    ("Wpis ", " pochodzi z serwisu "),
)
"""How WordPress says where an entry comes from, by language."""
_LONGEST = 600
"""Characters of the last paragraph in which it is looked for."""
_OPENINGS = (
    "By ",
    ">>",
    "©",
    "(c) 2",
    "Copyright ",
    "Reporting by ",
    "Additional reporting by ",
    "Sign up ",
    "Subscribe to ",
)
_NAME = r"[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’.-]{0,20}){1,3}"
_BYLINE = re.compile(rf"By {_NAME}(?:,? (?:in|from) [A-Z][\w' -]{{2,40}})?")
_CAPITALS = ("READ MORE", "READ ALSO", "SEE ALSO", "RELATED", "TRENDING NOW", "MUST READ")
_INLINE = re.compile(rf"\b(?:{'|'.join(_CAPITALS)})\s{{0,3}}:.*")


def without_trailer(text: str) -> str:
    """A plain text of an entry without other matters at its end, and "The post ... appeared first on ...".

    What stands under a heading such as "Also today" is left out with all that follows, and so is what stands
    behind a rule and is of another matter.
    """
    first, *lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if heads_other_matter(line)), None)
    if at is not None:
        text = "\n".join([first, *lines[:at]])
    text = without_other_parts(text)
    start = max(text.rfind("\n") + 1, len(text) - _LONGEST)
    last = text[start:]
    for begin, middle in _APPEARED:
        if middle in last:
            place = last.rfind(begin, 0, last.rfind(middle))
            if place >= 0:
                return text[: start + place].rstrip()
    return text


def without_asides(text: str) -> str:
    """A plain text without the lines that lead to other reports, name who wrote it or label it.

    A text of one line is the report, but for a label in capitals within it.
    """
    if "\n" in text:
        text = "\n".join([line for line in text.split("\n") if not _is_aside(line)])
    if has_any(text, _CAPITALS):  # with `_SIGNS`, 12 to 47 µs for 700 words instead of 56 to 89
        return _INLINE.sub("", text)
    return text


def _is_aside(line: str) -> bool:
    if leads_elsewhere(line):
        return True
    opens = line.lstrip().startswith(_OPENINGS)
    return opens and (not line.startswith("By ") or _BYLINE.fullmatch(line) is not None)
