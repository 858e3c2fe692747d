"""CPU and memory of `sitrep poll` and of the library `reader`: whole commands, alternating, in one run.

    python -m venv ../peer && ../peer/bin/pip install reader==3.26 sgmllib3k
    python -m benchmarks.poll --reader ../peer/bin/python [--feeds 2000] [--rounds 3] [--tls]
        [--workload real] [--no-topics]

Both begin with a database that has the feeds and with compiled modules. A server in a process of its own
serves made-up feeds of about 65 KB and 50 entries, or with `--workload real` documents as publishers make
them (`benchmarks.real_feeds`). In cycle 1 everything is new; in
cycle 2 every answer is a 304; in cycle 3, 2 % of the feeds have a new entry. A round is cycle 1 once and the
others three times. Figures are CPU seconds (user and system) of the command without its start, which is the
same command with one feed due, measured after each cycle. They are medians over a round, then over the
rounds.
With --no-topics Sitrep does what the peer does: it stores articles, and triages none.
With --tls all of it runs over TLS, and from cycle 2 on with a new connection for every feed.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import certifi

PORT = 8947
_READER = """
import os, sys
import requests.adapters
from reader import make_reader
if "REQUESTS_CA_BUNDLE" in os.environ:  # its sessions do not read it by themselves
    requests.adapters.DEFAULT_CA_BUNDLE_PATH = os.environ["REQUESTS_CA_BUNDLE"]
reader = make_reader(sys.argv[1])
for number in range(int(sys.argv[3])):
    reader.add_feed(f"{sys.argv[2]}/f/{number}", exist_ok=True)
if sys.argv[4] == "poll":
    reader.update_feeds(workers=10)
"""
_CONFIG = """
[database]
url = "sqlite:///{database}"
[poll]
every = "1s"
per_host = 64
per_host_gap = "0s"
allow_private_hosts = true
[facts]
fetch_articles = false
"""
_APPLY = """
import asyncio, pathlib, sys
from bot.clock import utc_now
from bot.config.load import load_from_environment
from bot.desk import configuration
from bot.desk.opening import open_database

async def apply():
    settings = load_from_environment(pathlib.Path(sys.argv[1]), applying=True)
    async with open_database(settings) as database:
        await configuration.apply(database, settings, utc_now, freely=True)

asyncio.run(apply())
"""


def run(command: list[str], more: dict[str, str]) -> tuple[float, float]:
    """(CPU seconds, peak memory in MB) of a command with `more` in its environment.

    Raises RuntimeError if it fails.
    """
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, env=environment | more, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} failed:\n{output.decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Sitrep:
    """`sitrep poll` with its own database."""

    name = "sitrep"

    def __init__(self, folder: Path, url: str, feeds: int, certificate: Path | None, topics: str) -> None:
        self.database = folder / "sitrep.db"
        self.config = folder / "sitrep.toml"
        listed = "".join(
            f'[[feeds]]\nurl = "{url}/f/{number}"\npublisher = "Publisher {number}"\n'
            for number in range(feeds)
        )
        self.config.write_text(_CONFIG.format(database=self.database) + topics + listed)
        self.environment = {} if certificate is None else {"SSL_CERT_FILE": str(certificate)}
        run([sys.executable, "-c", _APPLY, str(self.config)], self.environment)

    def poll(self) -> tuple[float, float]:
        time.sleep(1.1)
        return run([sys.executable, "-m", "bot", "poll", "--config", str(self.config)], self.environment)

    def start_only(self) -> tuple[float, float]:
        """Measure the command with one feed due, since with none it loads next to nothing."""
        self._sql("UPDATE feeds SET due_at = due_at + 86400000000 WHERE id > 1")
        measured = self.poll()
        self._sql("UPDATE feeds SET due_at = due_at - 86400000000 WHERE id > 1")
        return measured

    def stored(self) -> int:
        return int(str(self._sql("SELECT count(*) FROM articles")))

    def _sql(self, statement: str) -> object:
        connection = sqlite3.connect(self.database)
        with connection:
            row = connection.execute(statement).fetchone()
        connection.close()
        return row[0] if row else None


class Reader:
    """The peer: `update_feeds(workers=10)`."""

    name = "reader"

    def __init__(self, folder: Path, url: str, feeds: int, certificate: Path | None, python: str) -> None:
        self.database = folder / "reader.db"
        self.command = [python, "-c", _READER, str(self.database), url, str(feeds)]
        self.environment = {} if certificate is None else {"REQUESTS_CA_BUNDLE": str(certificate)}
        run([*self.command, "add"], self.environment)

    def poll(self) -> tuple[float, float]:
        self._sql("UPDATE feeds SET update_after = NULL")
        return run([*self.command, "poll"], self.environment)

    def start_only(self) -> tuple[float, float]:
        return run([*self.command, "add"], self.environment)

    def stored(self) -> int:
        return int(str(self._sql("SELECT count(*) FROM entries")))

    def _sql(self, statement: str) -> object:
        connection = sqlite3.connect(self.database)
        with connection:
            row = connection.execute(statement).fetchone()
        connection.close()
        return row[0] if row else None


@contextmanager
def server(feeds: int, workload: str, certificate: tuple[Path, Path] | None) -> Iterator[str]:
    """Run the feed server in a process of its own; yields its address."""
    files = [str(path) for path in certificate or ()]
    command = [sys.executable, "-m", "benchmarks.feed_server", str(PORT), str(feeds), workload, *files]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield f"http{'s' if certificate else ''}://127.0.0.1:{PORT}"
    finally:
        process.kill()
        process.wait()


def example_topics() -> str:
    """The topics of the example, as its configuration has them."""
    example = Path("config.example.toml").read_text()
    return example[example.index("[[topics]]") : example.index("# --- feeds")]


def make_bundle(folder: Path, certificate: Path) -> Path:
    """The usual certificate authorities and ours."""
    bundle = folder / "bundle.pem"
    bundle.write_bytes(Path(certifi.where()).read_bytes() + b"\n" + certificate.read_bytes())
    return bundle


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*request, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def change(url: str, path: str, certificate: Path | None) -> None:
    """Ask the server to change feeds (`path` "change/PERCENT") or to close connections ("close")."""
    import ssl

    context = ssl.create_default_context(cafile=str(certificate)) if certificate else None
    urllib.request.urlopen(f"{url}/{path}", context=context).read()


def measure_round(
    url: str, contestants: list[Sitrep | Reader], certificate: Path | None
) -> dict[str, list[float]]:
    """By contestant: CPU of each cycle and of the start, peak memory, articles stored."""
    cycles: dict[str, dict[int, list[float]]] = {
        contestant.name: {1: [], 2: [], 3: []} for contestant in contestants
    }
    starts: dict[str, list[float]] = {contestant.name: [] for contestant in contestants}
    memory = {contestant.name: 0.0 for contestant in contestants}
    for cycle in (1, 2, 2, 2, 3, 3, 3):
        if cycle == 2 and certificate:
            change(url, "close", certificate)
        if cycle == 3:
            change(url, "change/2", certificate)
        for contestant in contestants:
            cpu, peak = contestant.poll()
            cycles[contestant.name][cycle].append(cpu)
            memory[contestant.name] = max(memory[contestant.name], peak)
        for contestant in contestants:
            starts[contestant.name].append(contestant.start_only()[0])
    return {
        contestant.name: [
            *map(statistics.median, cycles[contestant.name].values()),
            statistics.median(starts[contestant.name]), memory[contestant.name], contestant.stored(),
        ]
        for contestant in contestants
    }  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--reader", help="the Python of an environment with reader 3.26")
    arguments.add_argument("--feeds", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--tls", action="store_true")
    arguments.add_argument("--workload", choices=("made-up", "real"), default="made-up")
    arguments.add_argument("--no-topics", action="store_true")
    chosen = arguments.parse_args()
    topics = "" if chosen.no_topics else example_topics()
    rounds: list[dict[str, list[float]]] = []
    subprocess.run([sys.executable, "-m", "compileall", "-q", "bot", "handlers", "storage"], check=True)
    for _ in range(chosen.rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = make_certificate(folder) if chosen.tls else None
            certificate = make_bundle(folder, files[0]) if files else None
            with server(chosen.feeds, chosen.workload, files) as url:
                contestants: list[Sitrep | Reader] = [Sitrep(folder, url, chosen.feeds, certificate, topics)]
                if chosen.reader:
                    contestants.append(Reader(folder, url, chosen.feeds, certificate, chosen.reader))
                rounds.append(measure_round(url, contestants, certificate))
    how = ", TLS and a connection each" if chosen.tls else ""
    print(f"{chosen.feeds} {chosen.workload} feeds, {chosen.rounds} rounds, {os.cpu_count()} cores{how}\n")
    print(table(rounds))


def table(rounds: list[dict[str, list[float]]]) -> str:
    """Medians as a Markdown table, the cycles without the start."""
    lines = [
        "| | all new | all 304 | 2 % changed | start | peak MB | stored |",
        "|---|---|---|---|---|---|---|",
    ]
    nets: dict[str, list[float]] = {}
    for name in rounds[0]:
        median = [statistics.median(measured[name][place] for measured in rounds) for place in range(6)]
        nets[name] = [median[cycle] - median[3] for cycle in range(3)]
        cells = [f"{net:.2f}" for net in nets[name]]
        lines.append(
            f"| {name} | {' | '.join(cells)} | {median[3]:.2f} | {median[4]:.0f} | {median[5]:.0f} |"
        )
    if "reader" in nets:
        ratios = [theirs / ours for ours, theirs in zip(nets["sitrep"], nets["reader"], strict=True)]
        lines.append(f"| reader / sitrep | {' | '.join(f'{ratio:.1f}x' for ratio in ratios)} | | | |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
