"""Regular expressions that compile on first use.

The rules of English prose take a fifth of a second to compile, and most commands do not need them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

_Find = Callable[..., re.Match[str] | None]


class Rule:
    """A regular expression that compiles on first use; its methods are those of `re.Pattern`."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    @cached_property
    def search(self) -> _Find:
        """`re.Pattern.search`."""
        return self._compiled.search

    @cached_property
    def match(self) -> _Find:
        """`re.Pattern.match`."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> _Find:
        """`re.Pattern.fullmatch`."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """`re.Pattern.finditer`."""
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """`re.Pattern.findall`."""
        return self._compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        """`re.Pattern.sub`."""
        return self._compiled.sub


def has_any(text: str, parts: Iterable[str]) -> bool:
    """Whether the text holds one of the parts: asked before a rule that needs one of them is tried."""
    for part in parts:  # noqa: SIM110 - `any` is slower, and every sentence passes here
        if part in text:
            return True
    return False
