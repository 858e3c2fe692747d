import pytest

from bot.news.query import parse
from bot.news.query.widen import parts, widened


@pytest.mark.parametrize(
    ("query", "number", "wider"),
    [
        ("weir", None, "weir OR dam"),
        ("weir OR sluice", None, "weir OR sluice OR dam"),
        ("any(weir, sluice)", None, "any(weir, sluice, dam)"),
        ("(weir OR sluice)", None, "(weir OR sluice OR dam)"),
        ("weir flood", None, "(weir flood OR dam)"),
        ("weir flood", 0, "(weir OR dam) flood"),
        ("weir AND (flood OR burst)", 1, "weir (flood OR burst OR dam)"),
        ("weir -chess", None, "(weir OR dam) -chess"),
        ('weir flood NOT "chess club"', None, '(weir flood OR dam) NOT "chess club"'),
        ("(weir flood OR sluice) -chess", None, "(weir flood OR sluice OR dam) -chess"),
        ("(weir) (flood)", 0, "(weir OR dam) (flood)"),
        ("weir NEAR/8 any(flood, burst) Osk", 0, "(weir NEAR/8 any(flood, burst) OR dam) Osk"),
        ("title:(weir OR flood) lang:tr(sel)", 1, "title:(weir OR flood) (lang:tr(sel) OR dam)"),
        ("(weir OR flood) Osk OR sluice", 0, "(weir OR flood) Osk OR sluice OR dam"),
    ],
)
def test_a_word_is_added_and_nothing_else_changes(query: str, number: int | None, wider: str) -> None:
    assert widened(query, "dam", number) == wider
    parse(wider)


def test_parts_are_what_a_query_asks_for_at_once() -> None:
    assert [tuple(part) for part in parts('weir AND title:flood "old mill" NOT -x')] == [
        ("weir", False),
        ("title:flood", False),
        ('"old mill"', False),
        ("NOT -x", True),
    ]
