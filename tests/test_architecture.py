"""What import-linter's contracts (pyproject.toml, run by `make lint`) cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PURE = ("bot/news", "bot/hours", "bot/feeds", "bot/messages")
CLOCKS = {"now", "utcnow", "today", "utc_now"}


@pytest.mark.parametrize(
    "path",
    [path for room in PURE for path in sorted((ROOT / room).rglob("*.py"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_pure_modules_read_no_clock(path: Path) -> None:
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & CLOCKS


def test_polling_loads_neither_telegram_nor_pictures() -> None:
    """They take a third of the memory that a poll may have."""
    script = "import sys, bot.cli.once; print({'telegram', 'PIL', 'trafilatura'} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_the_package_itself_is_a_bare_docstring() -> None:
    tree = ast.parse((ROOT / "bot" / "__init__.py").read_text(encoding="utf-8"))
    assert [type(node) for node in tree.body] == [ast.Expr]
