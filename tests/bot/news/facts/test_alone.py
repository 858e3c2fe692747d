"""What a bullet tells beside the headline, and by itself."""

import pytest

from bot.news.facts.alone import needs_another, tells_little
from bot.news.facts.background import is_background
from bot.news.facts.bullets import Bullet, trim
from bot.news.facts.choose import TITLED, choose_facts, share_of
from bot.news.facts.features import Candidate, Words, tokens_of, words_of
from bot.news.language.text import sentences

TITLE = "Orn council shuts the old bridge"
TEXT = (
    "The council of Orn shut the old bridge on Monday after engineers found cracks in three of its piers. "
    "Mayor Ann Roe met the engineers of Lom and asked for a report on the cost of repairs. "
    "A study of the river by the ministry had asked for a new crossing and a longer road. "
    "Buses will take another road through the hills of Harun until the summer. "
    "Shops on the square said that they expect fewer guests."
)


def bullet_in(text: str) -> tuple[Bullet, Words]:
    """The sentence as the last of a longer text, and the text's words."""
    found = sentences(f"{TEXT} {text}")
    all_of = [Candidate(n, each, each.text, tokens_of(each.text)) for n, each in enumerate(found)]
    return Bullet(all_of[-1], text, all_of[-1].tokens), words_of(TITLE, all_of)


@pytest.mark.parametrize(
    ("text", "little"),
    [
        ("The old bridge was largely ceremonial.", True),
        ("The council is no stranger to bridges.", True),
        ("The council denied it.", False),  # an act
        ("The council shut 19 bridges.", False),
        ("The council shut mills, farms, roads and schools.", False),
    ],
)
def test_what_adds_next_to_nothing_to_the_headline(text: str, little: bool) -> None:
    bullet, words = bullet_in(text)
    assert tells_little(bullet, words) is little


def test_in_a_line_of_a_few_sentences_every_word_counts() -> None:
    line = "The bridge was largely ceremonial."
    assert [fact.text for fact in choose_facts(TITLE, line)] == [line]


@pytest.mark.parametrize(
    ("text", "needing"),
    [
        ("The bridge council said the project was shelved after the vote in May.", True),
        ("Engineers of Lom gave their report to the council and asked for the money.", True),
        ("Engineers of Lom gave their report to the council and asked for money.", False),
    ],
)
def test_what_is_unclear_without_the_sentence_before(text: str, needing: bool) -> None:
    bullet, words = bullet_in(f"The project cost money. {text}".partition(". ")[2])
    earlier = dict(words.first) | {"project": 2, "money": 2}
    known = Words(
        words.headline,
        words.sentences,
        words.counts,
        words.spread,
        earlier,
        words.written,
        words.names,
        words.pairs,
    )
    assert needs_another(bullet, known) is needing


@pytest.mark.parametrize(
    ("text", "short_text"),
    [
        (
            "Bridges across the country are reeling after the price of steel rose by a third.",
            "Bridges across the country are reeling.",
        ),
        (
            "The builder of the mill acknowledged in an interview with the Orn Post that he had lied.",
            "The builder of the mill acknowledged.",
        ),
    ],
)
def test_a_clause_stays_where_too_little_would_be_left(text: str, short_text: str) -> None:
    bullet, words = bullet_in(text)
    worthless = dict.fromkeys(words.written, 0.0)
    short, whole = trim(bullet.candidate, worthless), trim(bullet.candidate, worthless, (), words)
    assert short is not None
    assert short.text == short_text
    assert whole is not None
    assert whole.text == text


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("The mill of Orn was once the largest of the country.", True),
        ("Mayor Roe joined the council in 2003 after a year at sea.", True),
        ("The old bridge is widely considered one of the finest in Harun.", True),
        ("Since then, the council has met twice.", True),
        ("Such bridges usually hold for a century.", True),
        ("The survey was conducted by mail.", True),
        ("Who will pay for it remains unclear.", True),
        ("Rebels once again shelled the bridge of Orn.", False),
        ("The council, which has long opposed the bridge, voted for it.", False),
        ("Roe joined the strikers in Lom.", False),
        ("The survey found 40 cracks.", False),
    ],
)
def test_what_has_long_been_so(text: str, background: bool) -> None:
    assert is_background(text) is background


def test_what_has_long_been_so_is_worth_less() -> None:
    long_so, happened = (
        "The bridge has long worried the farmers of Lom.",
        "The bridge has again worried the farmers of Lom.",
    )
    worths = []
    for text in (long_so, happened):
        bullet, words = bullet_in(text)
        worths.append(share_of(bullet, words, dict.fromkeys(words.written, 0.5), TITLED.bullets, ()))
    assert worths[0] < worths[1] - 0.03
