"""The texts that Sitrep says, collected from its code.

`python -m tests.texts` brings the translations up to date: a new text gets an empty translation in every
language, and one that is said no more loses its own.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.messages.speech.languages import DEFAULT, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "bot" / "messages" / "speech"
_ROOMS = ("bot/messages", "bot/delivery", "bot/desk", "bot/news/query", "handlers")
"""Where Sitrep talks to people."""
_HEADER = """\
# Sitrep in {name}. Words in {{braces}} are filled in; <b>tags</b> and /commands stay as they are.
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
_ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
_PLURALS = {"ar": f"nplurals=6; plural=({_ARABIC});"}
"""In the order that translators of Arabic are used to; Babel puts the last two the other way round."""
_ELSEWHERE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.IfExp)
"""A text that `say` is given by these was marked by `msg`."""
Text = str | tuple[str, str]
"""A text, or its forms for one and for many."""


def collect() -> dict[Text, list[str]]:
    """Every text that is said, with its files. Raises ValueError for one that is not a constant."""
    found: dict[Text, list[str]] = {}
    for room in _ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for text in _texts(ast.parse(path.read_text(encoding="utf-8")), path):
                places = found.setdefault(text, [])
                name = path.relative_to(ROOT).as_posix()
                if name not in places:
                    places.append(name)
    return found


def catalogue(code: str) -> Catalog:
    """The translations into one language."""
    return read_po(BytesIO((FOLDER / f"{code}.po").read_bytes()), locale=code)


def write(code: str, texts: dict[Text, list[str]], known: Catalog) -> None:
    """Write the language's file: the `texts`, with the translations that are `known`."""
    fresh = Catalog(locale=code, charset="utf-8", fuzzy=False)
    for text, places in texts.items():
        before = known.get(text)
        fresh.add(text, before.string if before is not None else "", locations=[(name, 1) for name in places])
    plural = _PLURALS.get(code, fresh.plural_forms)
    header = _HEADER.format(name=LANGUAGES[code].name, code=code, plural=plural)
    with (FOLDER / f"{code}.po").open("wb") as file:
        file.write(header.encode())
        write_po(file, fresh, omit_header=True, width=100, sort_by_file=True, include_lineno=False)


def _texts(tree: ast.Module, path: Path) -> Iterator[Text]:
    known = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "plural":
            one, many = (known.get(getattr(form, "id", ""), form) for form in node.args[:2])
            yield _constant(one, path), _constant(many, path)
        elif name == "msg":
            yield _constant(node.args[0], path)
        elif name == "ChatCommand":
            yield _constant(node.args[2], path)
        elif name == "say" and node.args and not isinstance(node.args[0], _ELSEWHERE):
            yield _constant(node.args[0], path)


def _constant(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{path}:{node.lineno}: a text is a constant; values are put into it by name")


if __name__ == "__main__":
    collected = collect()
    for language in LANGUAGES:
        if language != DEFAULT:
            write(language, collected, catalogue(language))
