"""The rules of the house, as docs/architecture.md states them: imports point downward only, pure is pure."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "handlers", "storage")

LEVELS = [
    ("bot.model", "bot.errors", "bot.log", "bot.clock"),
    ("bot.news", "bot.feeds", "bot.hours", "bot.alerts", "bot.messages", "bot.messages.chart", "bot.config.settings",
     "bot.config.load"),
    ("storage", "bot.http", "bot.http.fetch", "bot.http.robots", "bot.websub.protocol", "bot.delivery.send",
     "bot.delivery.transport", "bot.triage.writer"),
    ("bot.polling.station", "bot.polling.report", "bot.polling.store", "bot.triage.pages", "bot.triage.station", "bot.triage.memory", "bot.triage.announce",
     "bot.triage.rephrase", "bot.polling.watch", "bot.delivery.station", "bot.delivery.prepare", "bot.delivery.settle", "bot.messages.compose",
     "bot.cli.jsonl", "bot.websub.callbacks", "bot.feeds.probe", "bot.polling.read",
     "bot.polling", "bot.delivery", "bot.websub"),
    ("bot.desk.stations", "bot.desk.timetable", "handlers"),
    ("bot.desk.app", "bot.cli.once", "bot.cli.check", "bot.cli.main", "bot.cli.try_out", "bot.cli.feeds", "bot.cli.store",
     "bot.cli.table", "bot.desk.opening", "bot.desk",
     "bot.__main__", "bot.demo"),
]  # fmt: skip
"""From the lowest up; the longest name that fits a module is its place."""

IMPURE_FEEDS = (
    "bot.http.answer",
    "bot.http.failure",
    "bot.http.fetch",
    "bot.http.guard",
    "bot.http.politeness",
    "bot.http.proxies",
    "bot.http.robots",
    "bot.websub.protocol",
)
IMPURE_ALERTS = ("bot.delivery.send", "bot.delivery.transport")
PURE = ("bot.news", "bot.feeds", "bot.alerts", "bot.messages.chart")
FORBIDDEN_TO_PURE = (
    "aiohttp",
    "asyncio",
    "sqlalchemy",
    "telegram",
    "random",
    "time",
    "socket",
    "storage",
    "handlers",
)
TELEGRAM = (*IMPURE_ALERTS, "handlers", "bot.desk.app", "bot.desk.timetable", "bot.desk.stations", "bot.demo")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """What a module imports, wherever it does; `from a import b` gives a.b, which may be a name in a."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *places: str) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def level(name: str) -> int | None:
    fits = [
        (len(place), number)
        for number, places in enumerate(LEVELS)
        for place in places
        if within(name, place)
    ]
    return max(fits)[1] if fits else None


ALL = dict(modules())


@pytest.mark.parametrize("name", ALL)
def test_imports_point_downward(name: str) -> None:
    if name == "bot":
        return
    own = level(name)
    assert own is not None, f"{name} has no place yet: give it one in LEVELS and in docs/architecture.md"
    for imported in imports(ALL[name]):
        if within(imported, *PACKAGES):
            found = level(imported)
            assert found is not None
            assert found <= own, f"{name} imports {imported}, which stands above it"


@pytest.mark.parametrize("name", [name for name in ALL if within(name, *PURE)])
def test_pure_modules_know_no_clock_no_chance_and_no_outside(name: str) -> None:
    if within(name, *IMPURE_FEEDS, *IMPURE_ALERTS):
        return
    for imported in imports(ALL[name]):
        assert not within(imported, *FORBIDDEN_TO_PURE), f"{name} imports {imported}"
    calls = {
        node.func.attr
        for node in ast.walk(ALL[name])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"now", "utcnow", "today"}, f"{name} reads a clock"


@pytest.mark.parametrize("name", [name for name in ALL if within(name, "storage")])
def test_storage_knows_only_the_model(name: str) -> None:
    for imported in imports(ALL[name]):
        if within(imported, "bot", "handlers"):
            assert within(imported, "bot.model", "bot.errors"), f"{name} imports {imported}"


@pytest.mark.parametrize("name", ALL)
def test_telegram_stays_at_the_edge(name: str) -> None:
    if not within(name, *TELEGRAM):
        assert not [one for one in imports(ALL[name]) if within(one, "telegram")]


def test_polling_loads_nothing_of_telegram_nor_of_pictures() -> None:
    """They take a third of the memory that a poll may have."""
    told = "import sys, bot.cli.once; print({'telegram', 'PIL', 'trafilatura'} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"


def test_the_package_itself_is_a_bare_docstring() -> None:
    assert [type(node) for node in ALL["bot"].body] == [ast.Expr]
