"""Options that several commands share, and how a command runs. Light to import: every `--help` reads it."""

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, TypeVar

import click

T = TypeVar("T")
D = TypeVar("D")

CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Configuration file. Default: config.toml; without one, the example that comes with Sitrep.",
)


def execute(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end and return its result."""
    import asyncio

    return asyncio.run(work)


def execute_in(opened: AbstractAsyncContextManager[D], work: Callable[[D], Awaitable[T]]) -> T:
    """Open `opened`, run `work` on what it gives, close it again, and return the result."""

    async def run() -> T:
        async with opened as resource:
            return await work(resource)

    return execute(run())
