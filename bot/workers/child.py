"""What a worker process runs: it reads calls from standard input and writes their answers, until the end.

A frame is a length (8 bytes) and that many bytes. A call is a pickle of (seconds, function, arguments,
options), an answer a byte of flags and a pickle of the result or the exception. Both ends are this program.

The seconds are processor time: a call is not to blame for what else the machine does.
"""

import importlib
import os
import pickle
import signal
import struct
import sys
from pathlib import Path

FAILED, RETIRES = 1, 2
"""Flags of an answer: the call raised; the process ends after this, because it has grown."""
PATIENCE = 3
"""Times the budget in which a call must be over by the clock."""
GRACE_S = 1.0
"""How long a process may take to end by itself."""
_GROWN_MB = 24
"""Memory that a process may keep after a call beyond what it had at its start; then a fresh one is better."""
_LENGTH = struct.Struct("!Q")
_MOST_READ = 1 << 20


def read_frame(file: int) -> bytearray | None:
    """The next frame; None where the other end has closed."""
    head = _read(file, _LENGTH.size)
    return None if head is None else _read(file, _LENGTH.unpack(head)[0])


def write_frame(file: int, *parts: bytes) -> None:
    """Write a frame of these parts, uncopied. Raises OSError where the other end has closed."""
    for part in (_LENGTH.pack(sum(map(len, parts))), *parts):
        left = memoryview(part)
        while left:
            left = left[os.write(file, left) :]


def _read(file: int, length: int) -> bytearray | None:
    parts = bytearray()
    while len(parts) < length:
        part = os.read(file, min(length - len(parts), _MOST_READ))
        if not part:
            return None
        parts += part
    return parts


def _pages_mb() -> tuple[int, int] | None:
    """Address space and memory of this process in MB; None where the system does not say."""
    try:
        size, resident, _ = Path("/proc/self/statm").read_text(encoding="ascii").split(maxsplit=2)
    except OSError:
        return None
    page = os.sysconf("SC_PAGE_SIZE")
    return int(size) * page >> 20, int(resident) * page >> 20


def _resident_mb() -> int:
    """The memory of this process; elsewhere than on Linux, the most that it had."""
    if pages := _pages_mb():
        return pages[1]
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20


def _limit_memory(megabytes: int) -> None:
    """Let the process take that much address space beyond what it has."""
    try:
        import resource

        if pages := _pages_mb():
            limit = pages[0] + megabytes << 20
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, ValueError, OSError):
        return  # not on this system: then the time limit has to do


def _answer(call: bytearray) -> tuple[int, bytes]:
    """The flags of the answer, and what it holds."""
    flags = 0
    try:
        budget_s, function, arguments, options = pickle.loads(call)
        signal.setitimer(signal.ITIMER_PROF, budget_s)
        # The parent kills us if that takes too long. If it is gone, this does.
        signal.setitimer(signal.ITIMER_REAL, PATIENCE * budget_s + GRACE_S)
        answer = pickle.dumps(function(*arguments, **options))
    except Exception as fault:
        flags = FAILED | (RETIRES if isinstance(fault, MemoryError) else 0)
        answer = pickle.dumps(fault)
    for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
        signal.setitimer(timer, 0)
    return flags, answer


def main() -> None:
    """Serve calls until standard input ends. What a call prints goes where standard error goes: nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calls, answers = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    for module in sys.argv[2:]:
        importlib.import_module(module)
    _limit_memory(int(sys.argv[1]))
    before = _resident_mb()
    while (call := read_frame(calls)) is not None:
        flags, answer = _answer(call)
        del call
        grown = _resident_mb() > before + _GROWN_MB
        write_frame(answers, bytes([flags | (RETIRES if grown else 0)]), answer)


if __name__ == "__main__":
    main()
