"""A topic's query: what is read, what is refused and how, and that no text at all upsets the parser."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import QueryError
from bot.news import query
from bot.news.query.nodes import (
    And,
    Compound,
    Lang,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Title,
    Withdrawal,
    Word,
)
from tests.effort import least_cpu_s

A, B, C = Word("alpha"), Word("bravo"), Word("charlie")

READ = [
    ("alpha", A),
    ("  alpha\n", A),
    ("alpha bravo", And((A, B))),
    ("alpha AND bravo", And((A, B))),
    ("alpha and bravo", And((A, B))),
    ("alpha OR bravo", Or((A, B))),
    ("alpha or bravo", Or((A, B))),
    ("alpha bravo OR charlie", Or((And((A, B)), C))),
    ("alpha (bravo OR charlie)", And((A, Or((B, C))))),
    ("(alpha (bravo charlie))", And((A, B, C))),
    ("alpha NOT bravo", And((A, Not(B)))),
    ("alpha -bravo", And((A, Not(B)))),
    ("alpha −bravo", And((A, Not(B)))),
    ("alpha --bravo", And((A, Not(B)))),
    ("alpha NOT NOT bravo", And((A, B))),
    ("alpha -(bravo OR charlie)", And((A, Not(Or((B, C)))))),
    ('"alpha bravo"', Phrase(("alpha", "bravo"))),
    ("“alpha bravo”", Phrase(("alpha", "bravo"))),
    ("«alpha bravo»", Phrase(("alpha", "bravo"))),
    ('alpha -"bravo charlie"', And((A, Not(Phrase(("bravo", "charlie")))))),
    ("alpha*", Prefix("alpha")),
    ("any(alpha, bravo, charlie)", Or((A, B, C))),
    ("ANY(alpha,bravo)", Or((A, B))),
    ("any(alpha، bravo)", Or((A, B))),
    ("any(alpha)", A),
    ("any (alpha)", And((Word("any"), A))),
    ("any(alpha bravo, charlie)", Or((And((A, B)), C))),
    ("alpha NEAR/3 bravo", Near(A, B, 3)),
    ("alpha NEAR bravo", Near(A, B, 8)),
    ("alpha near/3 bravo", Near(A, B, 3)),
    ("alpha near bravo", And((A, Word("near"), B))),
    ("alpha NEAR/3 bravo charlie", And((Near(A, B, 3), C))),
    ("alpha NEAR/3 bravo NEAR/4 charlie", Near(Near(A, B, 3), C, 4)),
    ("alpha NEAR/3 (bravo NEAR/4 charlie)", Near(A, Near(B, C, 4), 3)),
    ("any(alpha, bravo) NEAR/3 charlie", Near(Or((A, B)), C, 3)),
    ("title:alpha", Title(A)),
    ("TITLE:alpha bravo", And((Title(A), B))),
    ("title:(alpha -bravo)", And((Title(A), Not(Title(B))))),
    ("title:title:alpha", Title(A)),
    ("-title:alpha bravo", And((Not(Title(A)), B))),
    ("withdrawal:US", Withdrawal("US")),
    ("Withdrawal:fr alpha", And((Withdrawal("FR"), A))),
    ("title:withdrawal:US", Title(Withdrawal("US"))),
    ("withdrawal:US NEAR/3 alpha", Near(Withdrawal("US"), A, 3)),
    ("alpha WITHOUT/1 others:us", Near(A, Withdrawal("US", "others"), 1, "WITHOUT")),
    ("alpha NEAR/3 forces:us", Near(A, Withdrawal("US", "forces"), 3)),
    ("pull-out", Compound(("pull", "out"))),
    ("al-Raqqa", Word("Raqqa")),
    ("ar-Raqqah", Word("Raqqah")),
    ("Raqqa's", Word("Raqqa's")),
    ("U.S.", Word("U.S.")),
    ("1,000", Compound(("1", "000"))),
    ("#alpha", A),
    ("'alpha'", A),
    ("الرقة", Word("الرقة")),
    ("伊斯", Compound(("伊", "斯"))),
    ('"or"', Phrase(("or",))),
]


@pytest.mark.parametrize(("text", "root"), READ, ids=[text for text, _ in READ])
def test_a_query_is_read_as_documented(text: str, root: Node) -> None:
    assert query.parse(text).root == root


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_what_a_query_prints_reads_the_same(text: str) -> None:
    parsed = query.parse(text)
    assert query.parse(str(parsed)) == parsed


REFUSED = [
    ("", 0, "the query is empty"),
    ("   ", 0, "the query is empty"),
    ('alpha "bravo', 6, "this quote is not closed"),
    ("(alpha", 0, "this parenthesis is not closed"),
    ("alpha (bravo", 6, "this parenthesis is not closed"),
    ("any(alpha, bravo", 0, "this parenthesis is not closed"),
    ("alpha)", 5, "never opened"),
    ("()", 1, "a word is missing before this parenthesis"),
    ("alpha, bravo", 5, "a comma belongs in a list"),
    ("any(alpha,,bravo)", 10, "a comma separates words in a list"),
    ("(alpha, bravo)", 6, "a comma belongs in a list"),
    ("alpha OR", 8, "ends too early"),
    ("alpha NOT", 9, "ends too early"),
    ("OR alpha", 0, "belongs between words"),
    ("alpha AND OR bravo", 10, "belongs between words"),
    ("NEAR/3 alpha", 0, "belongs between words"),
    ("alpha NEAR/0 bravo", 6, "1 to 50 words"),
    ("alpha NEAR/51 bravo", 6, "1 to 50 words"),
    ("alpha NEAR/x bravo", 6, "1 to 50 words"),
    ("alpha NEAR/²  bravo", 6, "1 to 50 words"),
    ("alpha WITH/0 bravo", 6, "WITH takes a distance of 1 to 50 words: WITH/8"),
    ("alpha WITHOUT/3 (bravo charlie)", 16, "WITHOUT joins words"),
    ("alpha NEAR/3 -bravo", 13, "cannot follow NEAR"),
    ("alpha NEAR/3 (bravo charlie)", 13, "NEAR joins words"),
    ("(alpha bravo) NEAR/3 charlie", 0, "NEAR joins words"),
    ("title:alpha NEAR/3 bravo", 0, "NEAR joins words"),
    ("-alpha", 0, "only excludes words"),
    ("NOT alpha -bravo", 0, "only excludes words"),
    ("alpha OR -bravo", 0, "one side of OR only excludes words"),
    ("alpha - bravo", 6, "directly before the word to exclude"),
    ("withdrawal:America", 0, "takes the two letters of a country"),
    ("withdrawal:UK", 0, "withdrawal:GB"),
    ("others:US", 0, "WITHOUT/1 others:US"),
    ("alpha NEAR/1 others:US", 13, "WITHOUT/1 others:US"),
    ("alpha forces:US", 6, "NEAR/10 forces:US"),
    ("alpha WITHOUT/1 forces:US", 16, "NEAR/10 forces:US"),
    ("alpha withdrawal:", 6, "takes the two letters of a country"),
    ('""', 0, "no word between these quotes"),
    ('"!?"', 0, "no word between these quotes"),
    ("alpha & bravo", 6, "write AND"),
    ("alpha | bravo", 6, "write OR"),
    ("%", 0, "is not a word"),
    ("al*pha", 2, "only allowed at the end"),
    ("*", 0, "is not a word"),
    ("a*", 0, "at least 2 letters"),
    ("pull-ou*", 0, "a prefix is one word"),
    ("(" * 21 + "alpha" + ")" * 21, 20, "nested more than 20 levels deep"),
    ("- " * 3 + "alpha", 0, "directly before the word"),
    ("alpha " * 300 + "bravo", 1800, "at most 300 terms: split"),
    ("a" * 10_001, 10_000, "at most 10000 characters and this one has 10001"),
]


@pytest.mark.parametrize(("text", "position", "message"), REFUSED, ids=[text[:30] for text, _, _ in REFUSED])
def test_a_wrong_query_is_told_where_and_how_to_fix_it(text: str, position: int, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        query.parse(text)
    assert message in refused.value.message
    assert refused.value.position == position
    shown, caret, _ = str(refused.value).split("\n")
    assert caret.strip() == "^"
    assert shown[len(caret) - 1 :].rstrip() == text[position:][: 201 - len(caret)].rstrip()
    assert len(shown) <= 200


def test_the_limits_themselves_are_allowed() -> None:
    query.parse("a" * 10_000)
    query.parse(" ".join(["alpha"] * 200))


words = st.sampled_from(["alpha", "Raqqa", "U.S.", "naïve", "الرقة", "42"]).map(Word)
term = words | st.lists(words.map(lambda word: word.token), min_size=1, max_size=3).map(
    lambda ws: Phrase(tuple(ws))
)
nodes = st.recursive(
    term | st.builds(Title, term) | st.builds(Lang, st.sampled_from([("tr",), ("ar", "fa")]), term),
    lambda inner: (
        st.tuples(inner, inner).map(And)
        | st.tuples(inner, inner).map(Or)
        | st.tuples(inner, term.map(Not)).map(And)
    ),
    max_leaves=8,
) | st.builds(Near, term, term, st.integers(1, 50), st.sampled_from(["NEAR", "WITH", "WITHOUT"]))


def typed(node: Node) -> str:
    match node:
        case And() | Or():
            return f"({(' OR ' if isinstance(node, Or) else ' ').join(map(typed, node.nodes))})"
        case Not():
            return f"-{typed(node.node)}"
        case Lang():
            return f"lang:{'/'.join(node.languages)}({typed(node.node)})"
        case Title():
            return f"title:{typed(node.node)}"
        case Near():
            return f"{typed(node.left)} {node.kind}/{node.distance} {typed(node.right)}"
        case Phrase():
            return f'"{" ".join(node.tokens)}"'
        case Prefix():
            return f"{node.token}*"
        case Withdrawal():
            return f"{node.kind}:{node.country}"
        case Compound():
            return "-".join(node.tokens)
        case Word():
            return node.token


def flat(node: Node) -> Node:
    """A query without an AND in an AND or an OR in an OR."""
    if not isinstance(node, And | Or):
        return node
    children: list[Node] = []
    for child in map(flat, node.nodes):
        children += child.nodes if type(child) is type(node) and isinstance(child, And | Or) else [child]
    return type(node)(tuple(children))


@settings(deadline=None)
@given(nodes)
def test_every_query_written_out_is_parsed_back(node: Node) -> None:
    assert query.parse(typed(node)).root == flat(node)


LETTERS = ["alpha", "é", "ـ", "在", "\n", *' "()-*,:/&|“»']
signs = st.sampled_from(["any(", "title:", "lang:tr", "lang:ar/fa(", "NEAR/3 ", " OR ", " NOT ", *LETTERS])


@settings(max_examples=400, deadline=None)
@given(st.lists(signs, max_size=60).map("".join) | st.text(max_size=520))
def test_no_text_upsets_the_parser(text: str) -> None:
    refused = None
    try:
        parsed = query.parse(text)
    except QueryError as error:
        refused = error
    if refused is None:
        assert query.parse(str(parsed)) == parsed
        assert query.explain(parsed).startswith("Finds articles about")
    else:
        assert 0 <= refused.position <= len(refused.query)
        assert refused.message


@pytest.mark.parametrize(
    "part", ["(", "-", "title:", '"', "any(", "a NEAR/3 ", "a*", "a OR ", "al-", "'a", "a.", "在"]
)
def test_time_is_linear_in_the_length(part: str) -> None:
    text = (part * 500)[:500]

    def parse() -> None:
        with suppress(QueryError):
            query.parse(text)

    assert least_cpu_s(parse) < 0.5


EXPLAINED = [
    ("alpha WITH/9 bravo", "alpha within 9 words of bravo"),
    ("alpha WITHOUT bravo", "alpha with no bravo within 8 words"),
    ("Raqqa", "Finds articles about Raqqa. Plain words such as Raqqa match in all their forms."),
    ('"Islamic State"', "Finds articles about “Islamic State”."),
    (
        "withdraw NEAR/8 any(troop, soldier, force) -Russia",
        "Finds articles about withdraw within 8 words of any of (troop, soldier or force), "
        "unless they mention Russia. Plain words such as withdraw match in all their forms.",
    ),
    (
        "title:alpha brav*",
        "Finds articles about alpha in the title and words that begin with brav. Plain words",
    ),
    ('alpha "bravo"', "match in all their forms; quoted words exactly as typed."),
]


@pytest.mark.parametrize(("text", "explanation"), EXPLAINED)
def test_explain_says_what_a_query_finds(text: str, explanation: str) -> None:
    assert explanation in query.explain(text)
    assert query.explain(query.parse(text)) == query.explain(text)
