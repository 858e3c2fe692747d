"""The buttons that turn the pages of a long list: pure, shared by every list."""

from collections.abc import Callable
from typing import Final

from bot.messages.speech.say import Say, msg
from bot.model import Button

BACK_MORE: Final = (msg("‹ Back"), msg("More ›"))
NEWER_OLDER: Final = (msg("‹ Newer"), msg("Older ›"))


def page_buttons(
    say: Say, page: int, pages: int, labels: tuple[str, str], data: Callable[[int], str]
) -> tuple[tuple[Button, ...], ...]:
    """A row with a button to the page before `page` and one to the page after it, as far as they exist.

    Pages count from 0; `data` gives the callback data of a page. Empty where there is only one page.
    """
    row = [Button(say(labels[0]), data=data(page - 1))] if page else []
    row += [Button(say(labels[1]), data=data(page + 1))] if page + 1 < pages else []
    return (tuple(row),) if row else ()


def page_note(say: Say, page: int, pages: int) -> list[str]:
    """ "Page 2 of 3", as the only item; nothing where there is only one page."""
    return [say("Page {page} of {pages}", page=page + 1, pages=pages)] if pages > 1 else []
