"""The buttons that turn the pages of a long list: pure, shared by every list."""

from collections.abc import Callable
from typing import Final

from bot.model import Button

BACK_MORE: Final = ("‹ Back", "More ›")
NEWER_OLDER: Final = ("‹ Newer", "Older ›")


def page_buttons(
    page: int, pages: int, labels: tuple[str, str], data: Callable[[int], str]
) -> tuple[tuple[Button, ...], ...]:
    """A row with a button to the page before `page` and one to the page after it, as far as they exist.

    Pages count from 0; `data` gives the callback data of a page. Empty where there is only one page.
    """
    row = [Button(labels[0], data=data(page - 1))] if page else []
    row += [Button(labels[1], data=data(page + 1))] if page + 1 < pages else []
    return (tuple(row),) if row else ()
