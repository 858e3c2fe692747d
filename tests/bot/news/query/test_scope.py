"""Branches for languages: how they are read, what they ask of an article, what is refused."""

import pytest

from bot.errors import QueryError
from bot.news import query
from bot.news.language.tags import NAMES
from bot.news.query.nodes import And, Lang, Near, Node, Not, Or, Title, Word
from bot.news.query.scope import in_language, languages

A, B, C = Word("alpha"), Word("bravo"), Word("charlie")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("lang:tr(alpha)", Lang(("tr",), A)),
        ("lang:TR alpha", Lang(("tr",), A)),
        ("lang:ar/fa/ar(alpha bravo)", Lang(("ar", "fa"), And((A, B)))),
        ("any(alpha, lang:de(bravo))", Or((A, Lang(("de",), B)))),
        ("alpha -lang:de(bravo)", And((A, Not(Lang(("de",), B))))),
        ("title:lang:de(alpha bravo)", Lang(("de",), And((Title(A), Title(B))))),
        ("alpha NEAR/3 any(bravo, lang:de(charlie))", Near(A, Or((B, Lang(("de",), C))), 3)),
        ('lang:he(דאע"ש)', Lang(("he",), Word('דאע"ש'))),
    ],
)
def test_a_branch_is_read_as_documented(text: str, root: Node) -> None:
    assert query.parse(text).root == root


@pytest.mark.parametrize(
    ("text", "here", "elsewhere"),
    [
        ("lang:tr(alpha)", A, None),
        ("any(withdrawal:US, lang:tr(alpha))", A, None),
        ("any(alpha, lang:tr(bravo))", Or((A, B)), A),
        ("any(alpha, lang:tr any(bravo, charlie))", Or((A, B, C)), A),
        ("alpha lang:tr(bravo charlie)", And((A, B, C)), None),
        ("alpha -lang:tr(bravo)", And((A, Not(B))), A),
        ("lang:tr(alpha) OR lang:ar(bravo)", A, None),
        ("alpha NEAR/3 lang:tr(bravo)", Near(A, B, 3), None),
        ("title:lang:tr(alpha)", Title(A), None),
        ("alpha WITH/3 lang:tr(bravo)", Near(A, B, 3, "WITH"), None),
        ("alpha WITHOUT/3 lang:tr(bravo)", Near(A, B, 3, "WITHOUT"), A),
    ],
)
def test_a_branch_asks_nothing_of_articles_in_other_languages(
    text: str, here: Node, elsewhere: Node | None
) -> None:
    root = query.parse(text).root
    assert in_language(root, "tr") == here
    assert in_language(root, "de") == elsewhere


def test_the_languages_of_a_query_are_those_that_it_names() -> None:
    root = query.parse("any(a, lang:tr(b), c NEAR lang:ar/fa(d)) -title:lang:de(e)").root
    assert list(languages(root)) == ["tr", "ar", "fa", "de"]


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("lang:(alpha)", 0, "needs a language code: write lang:tr(...)"),
        ("alpha lang:turkish(bravo)", 6, "turkish is not a language code: write lang:tr(...)"),
        ("lang:tr", 7, "ends too early"),
        ("lang:tr(alpha lang:ar(bravo))", 14, "cannot stand in another one"),
        ("lang:tr(-alpha)", 0, "only excludes words"),
        ("alpha NEAR/3 lang:tr(bravo charlie)", 13, "NEAR joins words"),
        ("alpha " * 60 + "lang:tr(" + "bravo " * 241 + ")", 1808, "at most 300 terms for one language"),
        (
            " OR ".join(f"lang:{code} a" for code in list(NAMES)[:31]),
            len(" OR ".join(f"lang:{code} a" for code in list(NAMES)[:30])) + 4,
            "at most 30 languages",
        ),
    ],
)
def test_a_wrong_branch_is_told_where_and_how_to_fix_it(text: str, position: int, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        query.parse(text)
    assert message in refused.value.message
    assert refused.value.position == position


def test_every_language_has_terms_of_its_own() -> None:
    branches = " OR ".join(f"lang:{code} any({', '.join(['alpha'] * 100)})" for code in ("tr", "ar", "de"))
    query.parse(f"any(bravo, charlie) OR {branches}")


def test_explain_says_in_which_language_a_branch_looks() -> None:
    assert "(alpha or bravo in Arabic or Persian)" in query.explain("alpha OR lang:ar/fa(bravo)")
