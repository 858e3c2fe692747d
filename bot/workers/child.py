"""What a worker process runs: it reads calls from standard input and writes their answers, until the end.

A frame is a length (8 bytes) and so many bytes. A call is a pickle of (seconds, function, arguments,
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
"""A process may take so long to end by itself."""
_GROWN_MB = 90
_LENGTH = struct.Struct("!Q")
_MOST_READ = 1 << 20


def read_frame(file: int) -> bytes | None:
    """The next frame; None where the other end has closed."""
    head = _read(file, _LENGTH.size)
    return None if head is None else _read(file, _LENGTH.unpack(head)[0])


def write_frame(file: int, frame: bytes) -> None:
    """Write a frame. Raises OSError where the other end has closed."""
    left = memoryview(_LENGTH.pack(len(frame)) + frame)
    while left:
        left = left[os.write(file, left) :]


def _read(file: int, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = os.read(file, min(length - len(parts), _MOST_READ))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    except (ImportError, ValueError, OSError):
        return  # not on this system: then the time limit has to do


def _grown() -> bool:
    """Whether the process holds so much memory that a fresh one is better."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:  # not Linux, whose getrusage tells of the parent too
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20 > _GROWN_MB
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20 > _GROWN_MB


def _answer(call: bytes) -> bytes:
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
    return bytes([flags | (RETIRES if _grown() else 0)]) + answer


def main() -> None:
    """Serve calls until standard input ends. What a call prints goes where standard error goes: nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calls, answers = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    _limit_memory(int(sys.argv[1]))
    for module in sys.argv[2:]:
        importlib.import_module(module)
    while (call := read_frame(calls)) is not None:
        write_frame(answers, _answer(call))


if __name__ == "__main__":
    main()
