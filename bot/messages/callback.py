"""The data of a button: `action:argument:...`, at most 64 bytes (Bot API, InlineKeyboardButton)."""

from dataclasses import dataclass

_MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class Press:
    """A button's data, parsed: what to do, and with what."""

    action: str
    arguments: tuple[str, ...] = ()

    def number(self, index: int) -> int | None:
        """The argument at `index` as a whole number; None if it is not one (an old or forged button)."""
        if index >= len(self.arguments):
            return None
        text = self.arguments[index]
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None

    def text(self, index: int) -> str:
        """The argument at `index`; empty if there is none."""
        return self.arguments[index] if index < len(self.arguments) else ""


def pack(action: str, *arguments: str | int) -> str:
    """The data of a button. Raises ValueError if Telegram would refuse it or `unpack` could not parse it."""
    parts = [action, *map(str, arguments)]
    data = ":".join(parts)
    if len(data.encode()) > _MOST_BYTES or any(":" in part for part in parts) or not action:
        raise ValueError(
            f"{data!r} is not valid button data: at most {_MOST_BYTES} bytes, no colons in an argument"
        )
    return data


def unpack(data: str) -> Press:
    """Parse what `pack` wrote; anything else becomes an action that no handler knows."""
    action, *arguments = data.split(":")
    return Press(action, tuple(arguments))
