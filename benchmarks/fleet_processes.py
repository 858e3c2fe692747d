"""Processes of `sitrep run` for benchmarks and tests: started by their roles, killed, and listened to.

They are forked from a process that has the program loaded, so that a start costs little; all else is as in
`sitrep run`.
"""

import asyncio
import multiprocessing
import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from bot.config.settings import Settings
from bot.demo.standin.server import PATIENCE_S
from bot.desk.process import run_until_stopped
from bot.log import configure

Values = Mapping[str, Any]
"""Settings as in config.toml."""
_PRELOADED = (__name__, "bot.delivery.send", "bot.messages.speech.say", "handlers")


def work(values: Values, roles: list[str], log: Connection, host: str | None) -> None:
    """The process: `sitrep run --roles ROLES`, whose standard error is a pipe.

    With a `host` it takes itself to be on the machine of that name, where nobody else sees whether it lives.
    """
    if host is not None:
        socket.gethostname = lambda: host
    for name in [name for name in os.environ if name.startswith("SITREP_")]:
        del os.environ[name]
    os.dup2(log.fileno(), 2)
    configure("human")
    asyncio.run(run_until_stopped(lambda: Settings.model_validate(values), roles))


@dataclass
class Fleet:
    """The processes, by name: their roles and a number, "poll 1", "poll+triage 2"."""

    values: Values
    apart: bool = False
    """Whether those of each number take themselves to be on a machine of their own."""
    running: dict[str, BaseProcess] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)
    """All logs: who, and what."""
    kills: list[tuple[str, float]] = field(default_factory=list)
    """Who was killed, and when by the monotonic clock."""
    _heard: asyncio.Condition = field(default_factory=asyncio.Condition)
    _listening: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _since: dict[str, int] = field(default_factory=dict)
    """Where the log of the process that runs begins in `lines`."""

    def __post_init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(_PRELOADED))

    def start(self, name: str) -> None:
        """Start a process that does not run."""
        roles, _, number = name.partition(" ")
        host = f"host-{number}" if self.apart else None
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = self._context.Process(
            target=work, args=(self.values, roles.split("+"), writer, host), name=name
        )
        process.start()
        writer.close()
        self.running[name] = process
        self._since[name] = len(self.lines)
        self._listening[name] = asyncio.create_task(self._listen(name, reader))

    def kill(self, name: str) -> float:
        """End a process by SIGKILL; gives when."""
        process = self.running.pop(name)
        process.kill()
        at = time.monotonic()
        self.kills.append((name, at))
        process.join()
        return at

    async def logged(self, name: str, words: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until the process has logged `words` since it was started. Raises TimeoutError."""

        def said() -> bool:
            return any(who == name and words in line for who, line in self.lines[self._since[name] :])

        async with asyncio.timeout(patience_s), self._heard:
            await self._heard.wait_for(said)

    def ended(self) -> list[str]:
        """Who ended by itself."""
        return [name for name, process in self.running.items() if not process.is_alive()]

    async def stop(self) -> None:
        """End all in order, by SIGTERM."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            await asyncio.to_thread(process.join, 20)
            if process.is_alive():
                process.kill()
        self.running.clear()
        await asyncio.gather(*self._listening.values())

    async def _listen(self, name: str, reader: Connection) -> None:
        """Collect what a process writes until it and those that it started have ended."""
        stream = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        pipe = os.fdopen(os.dup(reader.fileno()), "rb", 0)
        reader.close()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), pipe)
        while line := await stream.readline():
            async with self._heard:
                self.lines.append((name, line.decode(errors="replace").rstrip()))
                self._heard.notify_all()
        transport.close()
