"""What publishing software appends to every entry of a feed, which is none of its text."""

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


def without_trailer(text: str) -> str:
    """A plain text without "The post ... appeared first on ..." at its end."""
    start = max(text.rfind("\n") + 1, len(text) - _LONGEST)
    last = text[start:]
    for begin, middle in _APPEARED:
        if middle in last:
            place = last.rfind(begin, 0, last.rfind(middle))
            if place >= 0:
                return text[: start + place].rstrip()
    return text
