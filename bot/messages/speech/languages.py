"""The languages that Sitrep speaks, and which of them a person's Telegram asks for."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface."""

    code: str
    """Two letters of ISO 639-1, as Telegram's command menus want them; also the name of its file."""
    name: str
    """What its speakers call it."""
    right_to_left: bool = False


DEFAULT: Final = "en"
LANGUAGES: Final = {
    language.code: language
    for language in (
        Language("en", "English"),
        Language("ar", "العربية", right_to_left=True),
        Language("de", "Deutsch"),
        Language("es", "Español"),
        Language("fa", "فارسی", right_to_left=True),
        Language("fr", "Français"),
        Language("ku", "Kurmancî"),
        Language("ru", "Русский"),
        Language("tr", "Türkçe"),
        Language("uk", "Українська"),
    )
}
"""By code; the default first."""
_ALSO = {"kmr": "ku"}
"""Kurmanji has a code of its own in ISO 639-3."""


def language_for(tag: str | None) -> str:
    """The code of the language to speak to a client whose `language_code` is `tag` (IETF, "pt-br").

    The default where Telegram gives none, or one that Sitrep does not speak.
    """
    code = (tag or "").replace("_", "-").partition("-")[0].casefold()
    code = _ALSO.get(code, code)
    return code if code in LANGUAGES else DEFAULT
