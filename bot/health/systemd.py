"""Tell systemd that the service is ready, alive, or stopping (sd_notify(3)); without systemd, nothing."""

import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)


def notify(state: str, environment: Mapping[str, str] | None = None) -> None:
    """Send `state` ("READY=1", "WATCHDOG=1", "STOPPING=1") to the socket that NOTIFY_SOCKET names."""
    address = (os.environ if environment is None else environment).get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
            channel.connect(address)
            channel.sendall(state.encode())
    except OSError as error:
        log.warning("systemd cannot be told %s: %s", state, error)
