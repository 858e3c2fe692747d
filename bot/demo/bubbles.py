"""Telegram messages drawn in a terminal."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.align import Align
from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.demo.standin.chatroom import Message
from bot.demo.standin.entities import Entity
from bot.model import Button

_WIDTH = 74
_MINE = Style(color="green")
_THEIRS = Style(color="blue")
_STYLES = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "strikethrough": Style(strike=True),
    "code": Style(color="cyan"),
    "pre": Style(color="cyan"),
    "spoiler": Style(dim=True, reverse=True),
    "blockquote": Style(italic=True, dim=True),
    "expandable_blockquote": Style(italic=True, dim=True),
}

Numbered = Callable[[Button], int]


def styled(text: str, entities: Sequence[Entity]) -> Text:
    """The text with its entities as terminal styles; links are clickable where the terminal supports it."""
    result = Text(text)
    places = _characters(text)
    for entity in entities:
        style = _STYLES.get(entity.type)
        if entity.type == "text_link":
            style = Style(color="bright_blue", underline=True, link=entity.url)
        if style:
            result.stylize(style, places[entity.offset], places[entity.offset + entity.length])
    return result


def _characters(text: str) -> list[int]:
    """For each UTF-16 offset in the text, the offset in characters."""
    places = []
    for index, character in enumerate(text):
        places.extend([index] * (1 + (ord(character) > 0xFFFF)))
    return [*places, len(text)]


def bubble(message: Message, replied: Message | None, number: Numbered) -> RenderableType:
    """A message of the bot, on the left, with its buttons below; `number` numbers each button."""
    parts: list[RenderableType] = []
    if replied is not None:
        quoted = Text(replied.text.replace("\n", " "), style="dim", no_wrap=True, overflow="ellipsis")
        parts.append(Text("┃ ", style=_THEIRS, no_wrap=True, overflow="ellipsis").append_text(quoted))
    if message.file is not None:
        parts.append(
            Text(f"▣ {message.kind} {message.file[0]}, {len(message.file[1]):,} bytes", style="cyan")
        )
    parts += map(_line, styled(message.text, message.entities).split("\n", allow_blank=True))
    for row in message.buttons:
        parts.append(_keyboard_row(row, number))
    marks = ["edited" if message.edits else "", "silent" if message.silent else ""]
    footer = " · ".join([*filter(None, marks), f"{datetime.fromtimestamp(message.date).astimezone():%H:%M}"])
    panel = Panel(
        Group(*parts),
        box=ROUNDED,
        title="[bold]Sitrep[/]",
        title_align="left",
        subtitle=f"[dim]{footer}[/]",
        subtitle_align="right",
        border_style=_THEIRS,
        width=_WIDTH,
        padding=(0, 1),
    )
    return Padding(panel, (0, 0, 0, 1))


def _line(line: Text) -> RenderableType:
    """A line of the text; where a bullet wraps, its further lines are indented."""
    if not line.plain.startswith("• "):
        return line
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row("•", line[2:])
    return table


def _keyboard_row(row: Sequence[Button], number: Numbered) -> RenderableType:
    table = Table.grid(expand=True, padding=(0, 1))
    for _ in row:
        table.add_column(justify="center", ratio=1)
    cells = []
    for button in row:
        label = Text.assemble(
            (f" {number(button)} ", "bold yellow"), f"{button.text}{' ↗' if button.url else ''} "
        )
        cells.append(Panel(label, box=ROUNDED, border_style="dim", padding=0))
    table.add_row(*cells)
    return table


def own_bubble(text: str) -> RenderableType:
    """A message of the person at the terminal, on the right."""
    panel = Panel(Text(text), box=ROUNDED, border_style=_MINE, padding=(0, 1), expand=False)
    return Align.right(panel, width=_WIDTH + 2)


def notice(text: str) -> RenderableType:
    """A notice: what Telegram shows briefly when a button is pressed, or a line of the demo itself."""
    return Padding(Text(text, style="italic dim"), (0, 0, 0, 3))
