"""Coverage of SQLAlchemy's greenlets for less.

With `concurrency = ["greenlet"]` coverage asks at every call of a function which greenlet runs. Here it is
told when another one does: each greenlet has a tracer of its own, with its own stack of calls.
"""

import sys
from typing import Any
from weakref import WeakKeyDictionary

import greenlet
from coverage import Coverage


class GreenletTracing:
    """Called at every switch, in the greenlet that goes on; SQLAlchemy's are children of the main one."""

    def __init__(self) -> None:
        self._tracers: WeakKeyDictionary[greenlet.greenlet, Any] = WeakKeyDictionary()
        self._main: Any = None
        self._free: list[Any] = []
        self._of: Any = None
        """The list of tracers to which the free ones belong: a new one whenever coverage starts."""

    def __call__(self, event: str, switched: tuple[greenlet.greenlet, greenlet.greenlet]) -> None:
        origin, target = switched
        running: Any = sys.gettrace()
        if target.parent is not None:
            self._main = running
            if running is not None:
                running.stop()
                self._tracer_of(target).start()
            return
        if running is not None:
            running.stop()
            if origin.dead and (tracer := self._tracers.pop(origin, None)) is not None:
                self._free.append(tracer)
        if self._main is not None:
            self._main.start()

    def _tracer_of(self, child: greenlet.greenlet) -> Any:
        collector: Any = Coverage.current()._collector  # type: ignore[union-attr]
        if self._of is not collector.tracers:
            self._tracers.clear()
            self._free, self._of = [], collector.tracers
        if child not in self._tracers:
            if not self._free:
                collector._start_tracer()
                self._free.append(collector.tracers[-1])
                self._free[-1].stop()
            self._tracers[child] = self._free.pop()
        return self._tracers[child]
