"""Files and functions that the documentation names exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["CONTRIBUTING.md", "README.md", "SECURITY.md"] + [
    str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))
]
_PATH = re.compile(r"`((?:bot|handlers|storage|tests|benchmarks|docs)/[\w/.-]+)`")
_NAME = re.compile(r"`([\w/]+\.py):(\w+)`")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@cache
def _names(path: Path) -> set[str]:
    """What a module defines: functions and classes at any depth, and its own variables."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        named |= {target.id for target in targets if isinstance(target, ast.Name)}
    return named


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for path in _PATH.findall(text):
        if "NAME" not in path:
            assert (ROOT / path).exists(), f"{path} does not exist"
    for path, name in _NAME.findall(text):
        assert name in _names(ROOT / path), f"{path} defines no {name}"
    for link in _LINK.findall(text):
        assert (ROOT / page).parent.joinpath(link).exists(), f"{link} does not exist"


def test_tests_lie_in_the_folders_of_the_code() -> None:
    for package in ("bot", "handlers", "storage"):
        for test in (ROOT / "tests" / package).rglob("test_*.py"):
            assert (ROOT / test.relative_to(ROOT / "tests").parent).is_dir(), f"{test} tests no package"
