"""CPU and memory of `sitrep poll` against the library `reader`, whole commands in turns, in one run.

    python -m venv ../peer && ../peer/bin/pip install reader==3.26 sgmllib3k
    python -m benchmarks.poll --reader ../peer/bin/python [--feeds 2000] [--rounds 3] [--tls]

A server in a process of its own serves feeds of about 65 KB and 50 entries. Cycle 1: everything is new;
cycle 2: everything is 304; cycle 3: 2 % of the feeds have a new entry. A round is cycle 1 once and the others
three times. Figures are CPU seconds (user and system) of the command, net of its start: the same command with
no feed due, once after each cycle. Medians over a round, then over the rounds.
With --tls: cycle 2 over TLS, a new connection for every feed.
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
if "REQUESTS_CA_BUNDLE" in os.environ:  # its sessions do not look there by themselves
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


def run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(CPU seconds, peak memory in MB) of a command. Raises RuntimeError if it fails."""
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} failed:\n{said.decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Sitrep:
    """`sitrep poll` on a database of its own."""

    name = "sitrep"

    def __init__(self, folder: Path, url: str, feeds: int, certificate: Path | None) -> None:
        self.database = folder / "sitrep.db"
        self.config = folder / "sitrep.toml"
        example = Path("config.example.toml").read_text()
        topics = example[example.index("[[topics]]") : example.index("# --- feeds")]
        listed = "".join(
            f'[[feeds]]\nurl = "{url}/f/{number}"\npublisher = "Publisher {number}"\n'
            for number in range(feeds)
        )
        self.config.write_text(_CONFIG.format(database=self.database) + topics + listed)
        self.environment = {} if certificate is None else {"SSL_CERT_FILE": str(certificate)}

    def poll(self) -> tuple[float, float]:
        time.sleep(1.1)
        return run([sys.executable, "-m", "bot", "poll", "--config", str(self.config)], self.environment)

    def start_only(self) -> tuple[float, float]:
        """The command with nothing due; the feeds are due again afterwards."""
        self._sql("UPDATE feeds SET due_at = due_at + 86400000000")
        measured = self.poll()
        self._sql("UPDATE feeds SET due_at = due_at - 86400000000")
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
def server(feeds: int, certificate: tuple[Path, Path] | None) -> Iterator[str]:
    """The feed server in a process of its own; gives its address."""
    files = [str(path) for path in certificate or ()]
    command = [sys.executable, "-m", "benchmarks.feed_server", str(PORT), str(feeds), *files]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield f"http{'s' if certificate else ''}://127.0.0.1:{PORT}"
    finally:
        process.kill()
        process.wait()


def make_bundle(folder: Path, certificate: Path) -> Path:
    """The authorities that clients really load, and ours."""
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


def tell(url: str, path: str, certificate: Path | None) -> None:
    """Ask the server to change."""
    import ssl

    context = ssl.create_default_context(cafile=str(certificate)) if certificate else None
    urllib.request.urlopen(f"{url}/{path}", context=context).read()


def one_round(
    url: str, contestants: list[Sitrep | Reader], certificate: Path | None
) -> dict[str, list[float]]:
    """CPU of each cycle and of the start, and peak memory, by contestant."""
    cycles: dict[str, dict[int, list[float]]] = {one.name: {1: [], 2: [], 3: []} for one in contestants}
    starts: dict[str, list[float]] = {one.name: [] for one in contestants}
    memory = {one.name: 0.0 for one in contestants}
    for cycle in (1, 2, 2, 2, 3, 3, 3):
        if cycle == 2 and certificate:
            tell(url, "close", certificate)
        if cycle == 3:
            tell(url, "change/2", certificate)
        for one in contestants:
            cpu, peak = one.poll()
            cycles[one.name][cycle].append(cpu)
            memory[one.name] = max(memory[one.name], peak)
        for one in contestants:
            starts[one.name].append(one.start_only()[0])
    return {
        one.name: [
            *map(statistics.median, cycles[one.name].values()),
            statistics.median(starts[one.name]), memory[one.name], one.stored(),
        ]
        for one in contestants
    }  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--reader", help="the Python of an environment with reader 3.26")
    arguments.add_argument("--feeds", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--tls", action="store_true")
    chosen = arguments.parse_args()
    rounds: list[dict[str, list[float]]] = []
    for _ in range(chosen.rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = make_certificate(folder) if chosen.tls else None
            certificate = make_bundle(folder, files[0]) if files else None
            with server(chosen.feeds, files) as url:
                contestants: list[Sitrep | Reader] = [Sitrep(folder, url, chosen.feeds, certificate)]
                if chosen.reader:
                    contestants.append(Reader(folder, url, chosen.feeds, certificate, chosen.reader))
                rounds.append(one_round(url, contestants, certificate))
    how = ", TLS and a connection each" if chosen.tls else ""
    print(f"{chosen.feeds} feeds, {chosen.rounds} rounds, {os.cpu_count()} cores{how}\n")
    print(table(rounds))


def table(rounds: list[dict[str, list[float]]]) -> str:
    """Markdown: medians, net of the start."""
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
