"""Run a function in another process, and give it up when its time is over.

A thread cannot be stopped, and while a thread runs Python no other does: what reads hostile documents of any
size runs here instead. A worker is started when it is first needed, serves one call at a time, and ends if
the call outlasts its budget of processor time, or three times that by the clock. It knows neither the
database nor Telegram, and none of our secrets.
"""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from bot.errors import OverBudgetError
from bot.workers.child import FAILED, GRACE_S, PATIENCE, RETIRES, read_frame, write_frame

BUDGET_S = 5.0
"""Processor time that a call may take. The largest honest feeds take a tenth of that."""
MOST = 1
"""Processes of a pool; further calls wait for one."""
MEMORY_MB, _FOR_BYTES = 72, 5_000_000
"""The address space that reading a document of this size may take; one that is all markup takes 65 MB."""
_TIME_OVER = "takes more than {:g} s to read: it is too big, or made to be slow"
_ENDED = "takes more than {} MB of memory to read, or crashes its reader"
_SECRETS = "SITREP_"

_P = ParamSpec("_P")
_T = TypeVar("_T")


def memory_for(max_bytes: int) -> int:
    """The address space, in MB, that workers may take for documents of up to `max_bytes`."""
    return max(MEMORY_MB, MEMORY_MB * max_bytes // _FOR_BYTES)


@dataclass(slots=True)
class Workers:
    """A pool of worker processes. Use it with `async with`, or call `close`."""

    budget_s: float = BUDGET_S
    most: int = MOST
    memory_mb: int = MEMORY_MB
    """Address space that a call may take, where the system can limit it (Linux)."""
    modules: tuple[str, ...] = ()
    """What a worker imports before its first call, which the import would cost."""
    _idle: list["_Worker"] = field(default_factory=list)
    _busy: set["_Worker"] = field(default_factory=set)
    _places: asyncio.Semaphore | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def run(self, function: Callable[_P, _T], *arguments: _P.args, **options: _P.kwargs) -> _T:
        """`function(*arguments, **options)`, called in a worker.

        The function must be one of a module; arguments, result and exceptions must be picklable. Raises what
        it raises, and OverBudgetError, which says why in words that may follow the name of a document.
        """
        if self._places is None:
            self._places = asyncio.Semaphore(self.most)
        async with self._places:
            request = pickle.dumps((self.budget_s, function, arguments, options))
            worker = self._idle.pop() if self._idle else _Worker(self.memory_mb, self.modules)
            self._busy.add(worker)
            try:
                found: _T = await asyncio.to_thread(worker.call, request, self.budget_s)
            except asyncio.CancelledError:
                worker.kill()
                await asyncio.shield(asyncio.to_thread(worker.end))
                raise
            finally:
                self._busy.discard(worker)
                if worker.is_ready:
                    self._idle.append(worker)
            return found

    async def close(self) -> None:
        """End the workers; a call in flight raises OverBudgetError."""
        workers = [*self._idle, *self._busy]
        self._idle.clear()
        for worker in self._busy:
            worker.kill()
        for worker in workers:
            await asyncio.to_thread(worker.end)


@asynccontextmanager
async def pool_or(workers: Workers | None, modules: tuple[str, ...]) -> AsyncIterator[Workers]:
    """The pool that is given, or else one for the block alone, whose workers import `modules`."""
    if workers is not None:
        yield workers
        return
    async with Workers(modules=modules) as own:
        yield own


class _Worker:
    """One process. Its methods block; `kill` may be called while `call` runs in another thread."""

    def __init__(self, memory_mb: int, modules: tuple[str, ...]) -> None:
        self._memory_mb, self._modules = memory_mb, modules
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._ending = threading.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether it can take a further call."""
        return self._process is not None and not self._killed

    def call(self, request: bytes, budget_s: float) -> Any:
        """The answer to a request. The process is gone afterwards where it failed to give one."""
        process = self._process = self._process or _start(self._memory_mb, self._modules)
        timer = threading.Timer(0 if self._killed else PATIENCE * budget_s, self.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            write_frame(process.stdin.fileno(), request)
            answer = read_frame(process.stdout.fileno())
        except (OSError, ValueError):  # it has gone, or `end` has closed its pipes
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            is_over = self.end() == -signal.SIGPROF or self._killed
            reason = _TIME_OVER.format(budget_s) if is_over else _ENDED.format(self._memory_mb)
            raise OverBudgetError(reason)
        outcome, value = answer[0], pickle.loads(memoryview(answer)[1:])
        if outcome & RETIRES:
            self.end()
        if not outcome & FAILED:
            return value
        raise OverBudgetError(_ENDED.format(self._memory_mb)) if isinstance(value, MemoryError) else value

    def kill(self) -> None:
        """Make the process end at once, whatever it does; `call` then raises OverBudgetError."""
        self._killed = True
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> int | None:
        """End the process and wait for it: no zombie stays. Gives its exit status, if there was one."""
        with self._ending:
            process, self._process = self._process, None
            if process is None:
                return None
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.close()
            try:
                process.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
            return process.returncode


def _start(memory_mb: int, modules: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """A worker process, with our import path and without our secrets."""
    known = {name: value for name, value in os.environ.items() if not name.upper().startswith(_SECRETS)}
    known["MALLOC_ARENA_MAX"] = "1"  # glibc's memory for threads that a worker has not
    known["MALLOC_MMAP_THRESHOLD_"] = "262144"  # what is larger goes back to the system when it is freed
    known["PYTHONPATH"] = os.pathsep.join(part or os.curdir for part in sys.path)
    return subprocess.Popen(
        [sys.executable, "-m", "bot.workers.child", str(memory_mb), *modules],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a document can make a library complain 30,000 times
        bufsize=0,
        env=known,
    )
