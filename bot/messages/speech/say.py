"""Texts in the language of a chat, with its times.

The English text stands in the code and is the key of its translations: a file `xx.po` for each language, in
gettext's format, which every translation tool edits. A text without a translation stays English.
"""

import gettext
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo

from babel import localedata
from babel.core import Locale
from babel.dates import format_skeleton
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.messages.speech.languages import DEFAULT, LANGUAGES
from bot.news.language.tags import NAMES

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""First-strong isolate and its end: what stands between them has its own direction (Unicode UAX #9)."""
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSAID = (
    "compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_names",
    "currency_names_plural", "date_fields", "interval_formats", "meta_zones", "scripts", "unit_display_names",
    "unit_patterns", "variants",
)  # fmt: skip
"""Parts of a locale (CLDR, as Babel names them) that are never shown: most of its megabyte."""
_COMMAND = re.compile(
    r"<code>[^<]*+</code>|(?<![\w/<])/[a-z]++(?: (?:[A-Z]{3,20}+|\d{1,4}[a-z]\b|https://\S{1,20}+))?+"
    r"|\d\d:\d\d-\d\d:\d\d"
)
"""What runs from left to right in every language: code, a command with its value, hours."""


class Say:
    """Speaks to one chat. Values are put into texts as they are: escape them where the text is HTML."""

    __slots__ = ("_texts", "language", "zone")

    def __init__(self, language: str, zone: str) -> None:
        """`language` is one of LANGUAGES, `zone` an IANA name."""
        self.language = language
        self.zone = zone
        self._texts = _texts(language)

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return LANGUAGES[self.language].right_to_left

    def __call__(self, text: str, /, **values: object) -> str:
        """`text`, which is English with `{names}` of values in it, in the language of the chat."""
        return self._filled(self._texts.gettext(text), values)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form for `number` things; the texts show it as `{number}`."""
        return self._filled(self._texts.ngettext(one, many, number), {"number": number} | values)

    def isolated(self, value: object) -> str:
        """`value` kept from turning the words around it, or being turned by them; unchanged if it cannot.

        A name in the other direction, a range of times or a command loses its order within a sentence.
        """
        text = str(value)
        if _is_isolated(text):
            return text
        if text and (self.right_to_left or _RIGHT_TO_LEFT.search(text)):
            return f"{ISOLATE}{text}{END_ISOLATE}"
        return text

    def listed(self, parts: Iterable[str]) -> str:
        """The parts one after the other, with the comma that the language's script writes."""
        return f"{self._comma} ".join(parts)

    @property
    def _comma(self) -> str:
        return "،" if self.right_to_left else ","

    def moment(self, at: datetime, now: datetime) -> str:
        """A time as HTML that Telegram shows in each reader's time zone and language (`date_time` entity).

        Clients that do not know the entity (Bot API 9.5) show the time in the chat's zone: "17:05 UTC+3";
        with the date if that is not today, with the year if that is not this year.
        """
        local, today = at.astimezone(ZoneInfo(self.zone)), now.astimezone(ZoneInfo(self.zone)).date()
        offset = utc_offset(local)
        shown = f"{local:%H:%M} {offset}"
        if local.date() != today:
            shown = self.listed((self.day(local.date(), year=local.year != today.year), shown))
        form = "t" if local.date() == today else "dt"
        return self.isolated(f'<tg-time unix="{int(at.timestamp())}" format="{form}">{shown}</tg-time>')

    def day(self, day: date, *, weekday: bool = False, year: bool = False) -> str:
        """A date: "4 Mar", "Wed 4 Mar", "4 Mar 2026", as the language writes it."""
        if self.language == DEFAULT:
            return f"{day:%a} " * weekday + f"{day.day} {day:%b}" + f" {day.year}" * year
        skeleton = ("y" if year else "") + "MMM" + ("E" if weekday else "") + "d"
        return format_skeleton(skeleton, day, locale=Locale(self.language))

    def language_name(self, code: str) -> str:
        """The name of a language in this one, else in English; "" for what is no language."""
        name: str = Locale(self.language).languages.get(code, NAMES.get(code, ""))
        return name

    def _filled(self, template: str, values: dict[str, object]) -> str:
        if not values:
            return template
        return template.format_map({name: self.isolated(value) for name, value in values.items()})


@lru_cache(maxsize=512)
def say_in(language: str, zone: str = "UTC") -> Say:
    """What speaks `language`; the default language where Sitrep does not speak it (any more)."""
    return Say(language if language in LANGUAGES else DEFAULT, zone)


def _is_isolated(text: str) -> bool:
    """Whether one isolate holds all of the text."""
    if not (text.startswith(ISOLATE) and text.endswith(END_ISOLATE)):
        return False
    depth = 0
    for character in text[:-1]:
        depth += (character == ISOLATE) - (character == END_ISOLATE)
        if not depth:
            return False
    return depth == 1


def load_languages() -> None:
    """Read the texts and calendars of every language: a third of a second that no message should wait for.

    What is never shown is not kept: ten megabytes.
    """
    for language in LANGUAGES:
        say_in(language).day(date(2000, 1, 1))
        known = localedata.load(language)  # the dictionary that Babel keeps and all its locales use
        for part in _UNSAID:
            known.pop(part, None)


def msg(text: str) -> str:
    """Marks a text that is said elsewhere, so that it is found for translation."""
    return text


def utc_offset(local: datetime) -> str:
    """The offset of an aware time: "UTC", "UTC+3", "UTC-3:30"."""
    offset = local.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(round(offset.total_seconds() / 60)), 60)
    return f"UTC{'+' if offset > timedelta() else '-'}{hours}" + (f":{minutes:02}" if minutes else "")


@lru_cache
def _texts(language: str) -> gettext.NullTranslations:
    """The translations of a language; with isolated commands where it is written from right to left."""
    if language == DEFAULT:
        return gettext.NullTranslations()
    source = files("bot.messages.speech").joinpath(f"{language}.po").read_bytes()
    catalogue = read_po(BytesIO(source), locale=language)
    if LANGUAGES[language].right_to_left:
        for message in catalogue:
            if message.id:
                message.string = _with_commands_isolated(message)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _with_commands_isolated(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.string, str):
        return _isolate_commands(message.string)
    return tuple(map(_isolate_commands, message.string or ()))


def _isolate_commands(text: str) -> str:
    return _COMMAND.sub(f"{ISOLATE}\\g<0>{END_ISOLATE}", text)


ENGLISH: Final = Say(DEFAULT, "UTC")
