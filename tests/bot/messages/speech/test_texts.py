"""The translations: none is missing, none breaks a message, none is too long for its button."""

import re
from collections import Counter
from gettext import c2py

import pytest
from babel import Locale

from bot.demo.standin.entities import parse_html, utf16_length
from bot.messages.speech.languages import DEFAULT, LANGUAGES
from tests.texts import ROOT, Text, catalogue, collect

CODES = [code for code in LANGUAGES if code != DEFAULT]
TEXTS = collect()
_READ = {code: catalogue(code) for code in CODES}
_NAME = re.compile(r"\{\w+\}")
_TAG = re.compile(r"</?\w+>")
_COMMAND = re.compile(r"(?<![\w</])/[a-z]+")
_CODE = re.compile(r"<code>[^<]*</code>")
_BUTTON = re.compile(r"Button\(\s*(?:context\.)?say\(\s*\"((?:[^\"\\]|\\.)*)\"", re.S)
BUTTON_UNITS = 40
"""About what a phone shows of a button that has a row of its own."""
CROWDED_UNITS = 18
"""The same of one among three, as under an alert."""
MENU_UNITS = 256
"""Bot API, BotCommand.description."""


def forms(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def translated(code: str) -> dict[Text, tuple[str, ...]]:
    found = {}
    for text in TEXTS:
        message = _READ[code].get(text if isinstance(text, str) else text[0])
        string = message.string if message is not None else ""
        found[text] = (string,) if isinstance(string, str) else tuple(string or ())
    return found


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_missing(code: str) -> None:
    missing = [text for text, strings in translated(code).items() if not strings or not all(strings)]
    assert missing == [], "run python -m tests.texts, and translate what is empty"


@pytest.mark.parametrize("code", CODES)
def test_no_translation_is_left_over(code: str) -> None:
    known = {text if isinstance(text, str) else text[0] for text in TEXTS}
    ids = [message.id if isinstance(message.id, str) else message.id[0] for message in _READ[code]]
    left = [text for text in ids if text and text not in known]
    assert left == [], "run python -m tests.texts"


@pytest.mark.parametrize("code", CODES)
def test_what_is_put_in_and_the_markup_are_those_of_the_english_text(code: str) -> None:
    for text, strings in translated(code).items():
        english = forms(text)
        names = set(_NAME.findall(english[-1]))
        for string in filter(None, strings):
            given = Counter(_NAME.findall(string))
            assert set(given) == names if len(english) == 1 else set(given) <= names, (code, string)
            assert max(given.values(), default=1) == 1, (code, string)
            assert Counter(_TAG.findall(string)) == Counter(_TAG.findall(english[-1])), (code, string)
            assert Counter(_CODE.findall(string)) == Counter(_CODE.findall(english[-1])), (code, string)
            assert Counter(_COMMAND.findall(string)) == Counter(_COMMAND.findall(english[-1])), (code, string)
            parse_html(string)


@pytest.mark.parametrize("code", CODES)
def test_plural_forms_are_those_of_the_unicode_rules(code: str) -> None:
    """Two numbers share a form in the file if, and only if, they share a category in CLDR."""
    read, category = _READ[code], Locale.parse(code).plural_form
    evaluate = c2py(read.plural_expr)
    pairs = {(category(number), evaluate(number)) for number in range(1000)}
    if read.num_plurals > 1:
        assert len({form for _, form in pairs}) == len(pairs) == len({name for name, _ in pairs})
    assert {form for _, form in pairs} == set(range(read.num_plurals))


@pytest.mark.parametrize("code", CODES)
def test_labels_fit_their_buttons(code: str) -> None:
    labels = {
        match
        for path in (ROOT / "handlers").rglob("*.py")
        for match in _BUTTON.findall(path.read_text(encoding="utf-8"))
    }
    strings = translated(code)
    assert len(labels) > 10
    for label in labels & {text for text in TEXTS if isinstance(text, str)}:
        assert utf16_length(strings[label][0]) <= BUTTON_UNITS, (code, label)
    for label in ("Read", "Cite", "Why this?", "1 hour", "2 hours", "8 hours", "1 day", "1 week", "Unmute"):
        assert utf16_length(strings[label][0]) <= CROWDED_UNITS, (code, label)


@pytest.mark.parametrize("code", CODES)
def test_lines_of_the_menu_fit(code: str) -> None:
    strings = translated(code)
    for text, places in TEXTS.items():
        if isinstance(text, str) and places == ["handlers/__init__.py"]:
            assert 1 <= utf16_length(strings[text][0]) <= MENU_UNITS, (code, text)


@pytest.mark.parametrize("code", CODES)
def test_notices_fit(code: str) -> None:
    """A notice of a pressed button has 200 characters at most; a longer one would be cut."""
    strings = translated(code)
    for text in TEXTS:
        if isinstance(text, str) and len(text) <= 150 and "<" not in text:
            assert utf16_length(strings[text][0]) <= 200, (code, text)
