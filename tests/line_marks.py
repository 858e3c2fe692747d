"""Coverage of lines without a tracer: on Python 3.11 one makes everything slower by two thirds, ours or not.

    PYTEST_PLUGINS=tests.line_marks python -m pytest ... ; coverage combine; coverage report

The product's modules are compiled with a mark before every statement: one byte of an array that the module
keeps. At the end the bytes that are set become the lines that coverage reports.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest
from coverage import CoverageData

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = ("bot", "handlers", "storage")
NAME = "__line_marks__"
_BODIES = ("body", "orelse", "finalbody")

marks: dict[str, bytearray] = {}
"""By file: a byte for each line, 1 where a statement that begins there was executed."""


def _lines(statement: ast.AST) -> list[int]:
    """Where a statement begins: its own line, and those of its decorators."""
    return [node.lineno for node in (statement, *getattr(statement, "decorator_list", ()))]


def _marks(lines: Sequence[int]) -> Iterator[ast.stmt]:
    """Statements that mark lines, at the first of them."""
    for line in lines:
        yield from ast.parse(f"{NAME}[{line}] = 1").body


def _is_first(statement: ast.stmt, place: int) -> bool:
    """Whether nothing may stand before a statement: a docstring, or an import from the future."""
    future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
    value = getattr(statement, "value", None) if isinstance(statement, ast.Expr) else None
    return future or (place == 0 and isinstance(value, ast.Constant) and isinstance(value.value, str))


def mark_statements(tree: ast.AST) -> None:
    """Put marks before all statements within `tree`, and where a `case` was tried or an `except` taken."""
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.Match):
            tried = [case.pattern.lineno for case in node.cases]
            for number, case in enumerate(node.cases, start=1):
                case.body[:0] = _at(case.pattern, _marks(tried[:number]))
        for field in _BODIES:
            body = getattr(node, field, None)
            if isinstance(body, list):
                setattr(node, field, [part for place, one in enumerate(body) for part in _marked(one, place)])
        if isinstance(node, ast.ExceptHandler):
            node.body[:0] = _at(node, _marks([node.lineno]))


def _marked(statement: ast.stmt, place: int) -> Iterator[ast.stmt]:
    if not _is_first(statement, place):
        yield from _at(statement, _marks(_lines(statement)))
    yield statement


def _at(place: Any, statements: Iterator[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements as if they were written at a place."""
    for statement in statements:
        for node in ast.walk(statement):
            if hasattr(node, "lineno"):
                node.lineno, node.end_lineno = place.lineno, place.lineno  # type: ignore[attr-defined]
                node.col_offset = node.end_col_offset = place.col_offset  # type: ignore[attr-defined]
        yield statement


class _Loader(SourceFileLoader):
    """Compiles a module with marks, and gives it its array. Nothing of it is cached."""

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path)
        tree = ast.parse(source, self.path)
        mark_statements(tree)
        code: CodeType = compile(tree, self.path, "exec", dont_inherit=True)
        return code

    def exec_module(self, module: ModuleType) -> None:
        lines = self.get_data(self.path).count(b"\n")
        vars(module)[NAME] = marks.setdefault(self.path, bytearray(lines + 2))
        super().exec_module(module)


class _Finder(MetaPathFinder):
    """Finds the product's modules, but not the migrations, which Alembic runs."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in _PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(fullname, spec.loader.path)
        return spec


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before anything of the product is imported."""
    sys.meta_path.insert(0, _Finder())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test of the whole product marks nothing: what is covered is what the tests beside the code reach."""
    if not item.path.is_relative_to(_ROOT / "tests" / "whole"):
        return (yield)
    before = {file: bytes(lines) for file, lines in marks.items()}
    try:
        return (yield)
    finally:
        for file, lines in before.items():
            marks[file][:] = lines


def pytest_unconfigure() -> None:
    """Write what was marked, for `coverage combine`."""
    files = (file for package in _PACKAGES for file in (_ROOT / package).rglob("*.py"))
    found = {str(file): list[int]() for file in files if "migrations" not in file.parts}
    found |= {file: [line for line, marked in enumerate(lines) if marked] for file, lines in marks.items()}
    data = CoverageData(str(_ROOT / ".coverage"), suffix=True)
    data.add_lines(found)
    data.write()
