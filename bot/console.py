"""Tables on standard output: as wide as the terminal, and a line a row where a file or a pipe reads them."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.log import redact

_ENDLESS = 10_000


def show_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], colours: Sequence[str] | None = None
) -> None:
    """Print `rows` below their `columns`; text is shown as it is, whatever brackets it has, without secrets.

    `colours`, one a row, colour the first column on a terminal.
    """
    console = Console()
    if not console.is_terminal:
        console = Console(width=_ENDLESS)
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for number, row in enumerate(rows):
        first, *others = (Text(redact(" ".join(cell.split()))) for cell in row)
        first.stylize(colours[number] if colours else "")
        table.add_row(first, *others)
    console.print(table)
