"""The lines that are marked are those at which a statement ran that begins there."""

import ast

from tests.line_marks import NAME, mark_statements

SOURCE = '''"""A docstring."""
from __future__ import annotations
import functools

@functools.cache
def choose(number: int) -> str:
    """Another."""
    try:
        if number == 1:
            return "one"
        elif number == 2:
            raise ValueError
        else:
            match number:
                case 3:
                    return "three"
                case 4 | 5:
                    return "some"
                case _:
                    return "many"
    except KeyError:
        return "never"
    except ValueError:
        return "two"
    finally:
        done = True

class Never:
    """Its attributes."""
    name = "x"

    def method(self) -> str:
        return self.name
'''


def _marked(*numbers: int) -> list[int]:
    """The lines that are marked while `choose` answers."""
    tree, marks = ast.parse(SOURCE), bytearray(SOURCE.count("\n") + 1)
    mark_statements(tree)
    names = {NAME: marks}
    exec(compile(tree, "sample.py", "exec"), names)
    loaded = bytes(marks)
    for number in numbers:
        assert names["choose"](number)  # type: ignore[operator]
    return [line for line, mark in enumerate(marks) if mark and not loaded[line]]


def test_what_ran_is_marked() -> None:
    assert _marked(1) == [8, 9, 10, 26]
    assert _marked(2) == [8, 9, 11, 12, 23, 24, 26]
    assert _marked(4) == [8, 9, 11, 14, 15, 17, 18, 26]
    assert _marked(1, 2, 3, 4, 6) == [*range(8, 13), *range(14, 21), 23, 24, 26]
