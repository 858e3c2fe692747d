"""An HTTP server for tests that answers exactly the bytes it is told to, and remembers what it was asked."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """What a client asked: `headers` in lower case."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Answer:
    """What to answer on a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def raw(self) -> bytes:
        headers = {
            "Content-Type": "application/rss+xml",
            "Content-Length": str(len(self.body)),
        } | self.headers
        lines = [f"HTTP/1.1 {self.status} Whatever", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass
class FeedHost:
    """`answers` by path, an Answer or a handler that writes raw bytes; everything else is 404."""

    answers: dict[str, Answer | Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    url: str = ""
    under_way: int = 0
    most_under_way: int = 0

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, path, _ = head[0].split(" ", 2)
                pairs = (line.split(": ", 1) for line in head[1:] if ": " in line)
                request = Request(method, path, {name.lower(): value for name, value in pairs})
                self.requests.append(request)
                self.under_way += 1
                self.most_under_way = max(self.most_under_way, self.under_way)
                try:
                    answer = self.answers.get(path, Answer(status=404))
                    if isinstance(answer, Answer):
                        writer.write(answer.raw())
                    else:
                        await answer(request, writer)
                    await writer.drain()
                finally:
                    self.under_way -= 1
                if writer.is_closing():
                    return
        writer.close()


@asynccontextmanager
async def feed_host(context: ssl.SSLContext | None = None) -> AsyncIterator[FeedHost]:
    """A host on a free port of loopback."""
    host = FeedHost()
    open_connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_connections.add(task)
        try:
            await host.serve(reader, writer)
        except asyncio.CancelledError:
            writer.close()
        finally:
            open_connections.discard(task)

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=context)
    host.url = f"http{'s' if context else ''}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield host
    finally:
        server.close()
        for task in list(open_connections):
            task.cancel()


def rss(*items: str, head: str = "") -> bytes:
    """An RSS document with these `<item>` contents."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Testland News</title>'
        f"<link>https://testland.example/</link>{head}{inner}</channel></rss>"
    ).encode()


def item(number: int, title: str = "", *, date: str = "Tue, 05 May 2026 10:00:00 GMT", text: str = "") -> str:
    """The contents of an `<item>`, all of it made up."""
    url = f"https://testland.example/news/{number}"
    return (
        f"<title>{title or f'Story number {number}'}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{date}</pubDate><description>{text or f'What happened in story {number}.'}</description>"
    )
