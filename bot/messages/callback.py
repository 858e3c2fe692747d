"""The data of a button: `action:argument:...`, at most 64 bytes (Bot API, InlineKeyboardButton)."""

from dataclasses import dataclass
from datetime import UTC, datetime

_MOST_BYTES = 64
_LAST_INSTANT = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())


def whole_number(text: str) -> int | None:
    """The number of up to 18 digits that a text is, which every database holds; None if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


@dataclass(frozen=True, slots=True)
class Press:
    """A button's data, parsed: what to do, and with what."""

    action: str
    arguments: tuple[str, ...] = ()

    def number(self, index: int) -> int | None:
        """The argument at `index` as a whole number; None if it is not one (an old or forged button)."""
        return whole_number(self.text(index))

    def instant(self, index: int) -> datetime | None:
        """The argument at `index`, seconds since 1970, as an instant; None for 0 and for what is none."""
        seconds = self.number(index)
        return datetime.fromtimestamp(seconds, UTC) if seconds and seconds < _LAST_INSTANT else None

    def text(self, index: int) -> str:
        """The argument at `index`; empty if there is none."""
        return self.arguments[index] if index < len(self.arguments) else ""


def pack(action: str, *arguments: str | int) -> str:
    """The data of a button. Raises ValueError if Telegram would refuse it or `unpack` could not parse it."""
    parts = [action, *map(str, arguments)]
    data = ":".join(parts)
    if not action or not _is_ours(data) or any(":" in part for part in parts):
        raise ValueError(
            f"{data!r} is not valid button data: at most {_MOST_BYTES} ASCII characters, "
            "no colons in an argument"
        )
    return data


def unpack(data: str) -> Press:
    """Parse what `pack` wrote; anything else becomes an action that no handler knows.

    Any client can press a button with data of its own, with characters that databases refuse.
    """
    if not _is_ours(data):
        return Press("")
    action, *arguments = data.split(":")
    return Press(action, tuple(arguments))


def _is_ours(data: str) -> bool:
    return len(data) <= _MOST_BYTES and data.isascii() and data.isprintable()
