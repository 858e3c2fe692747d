"""Connections to a PostgreSQL server that may vanish: without a word, as when its machine loses power."""

import socket
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

CONNECT_S = 10.0
"""How long a server may take to accept a connection."""
ANSWER_S = 15.0
"""How long a statement of a station may take; the longest take a second."""
_VANISHED = (
    ("TCP_KEEPIDLE", 5),
    ("TCP_KEEPINTVL", 5),
    ("TCP_KEEPCNT", 2),
    ("TCP_USER_TIMEOUT", 15_000),
)
"""A machine that acknowledges nothing is taken for gone after 15 s, where the system would wait for hours
(Linux: tcp(7); what another system does not know is left as it is there)."""


class Patience:
    """How long statements on new connections may take; None: as long as they want, as migrations do."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.answer_s: float | None = None

        @event.listens_for(engine.sync_engine, "do_connect")
        def limit(_dialect: Any, _entry: Any, _arguments: Any, options: dict[str, Any]) -> None:
            options |= {"timeout": CONNECT_S, "command_timeout": self.answer_s}

        @event.listens_for(engine.sync_engine, "connect")
        def notice(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
            _keep_alive(connection.driver_connection)

        @event.listens_for(engine.sync_engine, "handle_error")
        def give_up(context: ExceptionContext) -> None:
            # Else it would be asked to roll back, and be waited for again.
            if isinstance(context.original_exception, TimeoutError):
                context.is_disconnect = True


def _keep_alive(connection: Any) -> None:
    """Let the system find out whether the other side of an asyncpg connection still exists."""
    plug: socket.socket | None = connection._transport.get_extra_info("socket")
    if plug is None or plug.family not in (socket.AF_INET, socket.AF_INET6):
        return
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _VANISHED:
        option = getattr(socket, name, None)
        if option is not None:
            plug.setsockopt(socket.IPPROTO_TCP, option, value)
