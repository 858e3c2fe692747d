"""Tables on standard output: as wide as the terminal; in a file or a pipe, one line per row."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.log import redact


def show_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], colours: Sequence[str] | None = None
) -> None:
    """Print `rows` below their `columns`, brackets and all, but without secrets.

    `colours`, one per row, colour the first column on a terminal.
    """
    console = Console()
    lines = [[redact(" ".join(cell.split())) for cell in row] for row in rows]
    if not console.is_terminal:
        _print_plain([list(columns), *lines])
        return
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for number, line in enumerate(lines):
        first, *others = map(Text, line)
        first.stylize(colours[number] if colours else "")
        table.add_row(first, *others)
    console.print(table)


def _print_plain(lines: Sequence[Sequence[str]]) -> None:
    """The same columns without colours or folding."""
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())
