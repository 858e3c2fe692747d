"""What a bullet tells beside the headline, and by itself."""

from dataclasses import replace
from datetime import date

import pytest

from bot.news.facts.alone import (
    needs_another,
    quotes_only,
    stranger_in,
    tells_little,
)
from bot.news.facts.background import background_chance
from bot.news.facts.bullets import trim
from bot.news.facts.choose import choose_facts
from bot.news.facts.features import Bullet, Candidate, Words, tokens_of, words_of
from bot.news.language.past import is_old_event
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
    line = "The council shut mills at dawn."
    assert [fact.text for fact in choose_facts(TITLE, line)] == [line]


@pytest.mark.parametrize(
    ("text", "needing"),
    [
        ("The bridge council said the project was shelved after the vote in May.", True),
        ("Engineers of Lom gave their report to the council and asked for the money.", True),
        ("Engineers of Lom gave their report to the council and asked for money.", False),
        ("The drivers fled to the hills of Lom on Monday.", True),  # nobody spoke of drivers
        ("The drivers would flee to the hills of Lom on Monday.", True),
        ("The prime minister fled to the hills of Lom on Monday.", False),
        ("Two drivers fled to the hills of Lom on Monday.", False),
        ("Mayor Roe wrote the statement on Monday in Lom.", True),
        ("Mayor Roe wrote a statement on Monday in Lom.", False),
    ],
)
def test_what_is_unclear_without_the_sentence_before(text: str, needing: bool) -> None:
    bullet, words = bullet_in(f"The project cost money. {text}".partition(". ")[2])
    earlier = dict(words.first) | {"project": 2, "money": 2, "statement": 2}
    known = Words(
        words.headline,
        words.sentences,
        words.counts,
        words.spread,
        earlier,
        words.written,
        words.names,
        words.pairs,
        words.openings,
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
    ("clause", "stays"),
    [
        (", telling the Orn Post that the mill would close", True),
        (", announcing a strike at the mill of Lom", True),
        (" and closed the mill of Lom to all visitors", True),
        (", hoping to calm the owners of the mill of Lom", False),
        (", which owns the mill of Lom and two quarries", False),
    ],
)
def test_a_clause_that_tells_news_is_cut_only_if_worth_little(clause: str, stays: bool) -> None:
    bullet, words = bullet_in(f"The council blamed the guild of masons{clause}.")
    between, little = dict.fromkeys(words.written, 0.3), dict.fromkeys(words.written, 0.1)
    kept, cut = trim(bullet.candidate, between), trim(bullet.candidate, little)
    assert kept is not None
    assert cut is not None
    assert (clause in kept.text) is stays
    assert clause not in cut.text


def test_a_clause_stays_where_too_few_words_would_be_left() -> None:
    bullet, _ = bullet_in("The mayor resigned on Friday after two years in office.")
    short = trim(bullet.candidate, dict.fromkeys(bullet.candidate.keys, 0.0))
    assert short is not None
    assert len(short.tokens) >= 5


PUBLISHED = date(2019, 11, 20)


@pytest.mark.parametrize(
    ("background", "happened"),
    [
        ("The mill of Orn is one of the largest of the country.", "The mill of Orn burnt down on Tuesday."),
        (
            "Mayor Roe joined the council in 2003 after a year at sea.",
            "Mayor Roe joined the strikers in Lom after a day at sea.",
        ),
        ("The old mill was closed two years ago.", "The old mill was closed for two hours."),
        ("The mill lost its licence on May 2.", "The mill lost its licence on Nov. 2."),
        ("Such mills usually hold for a century.", "Such mills collapsed in the flood, police said."),
        (
            "The vote is likely to deepen the crisis of confidence.",
            "The vote ended the talks, Mayor Roe said.",
        ),
        (
            "For the farmers of Lom, the shocking move is a huge blow.",
            "The farmers of Lom called the move a blow.",
        ),
        ("While the mill stands, Lom has little reason for hope.", "While fire raged, boats left for Lom."),
    ],
)
def test_what_is_background_or_comment(background: str, happened: str) -> None:
    odds = []
    for text in (background, happened):
        bullet, words = bullet_in(text)
        chance = background_chance(bullet, words, PUBLISHED)
        odds.append(chance / (1 - chance))
    assert odds[0] > 1.3 * odds[1]


def test_a_deep_sentence_is_more_likely_background() -> None:
    bullet, words = bullet_in("The farmers of Lom met Mayor Roe.")
    first = Bullet(replace(bullet.candidate, number=0), bullet.text, bullet.tokens)
    assert background_chance(first, words, PUBLISHED) < background_chance(bullet, words, PUBLISHED)


def test_the_cues_are_not_asked_of_other_languages() -> None:
    text = "Die Mühle ist eine der größten des Landes, und sie steht seit 1903 am Fluss."
    candidate = Candidate(0, sentences(text, "de")[0], text, tokens_of(text))
    assert background_chance(Bullet(candidate, text, candidate.tokens), words_of("", [candidate]), None) == 0


@pytest.mark.parametrize(
    ("text", "stranger"),
    [
        ("Doe said the mill would close.", "doe"),
        ("Mr. Doe said the mill would close.", "doe"),
        ("\u201cThe mill will close,\u201d Doe said.", "doe"),
        ("Adam Doe said the mill would close.", None),
        ("Owner Adam Doe said the mill would close.", None),
        (
            "Lom said the mill would close.",
            None,
        ),  # the headline of these texts names no Lom, but it is no surname
        ("Moe said the mill would close.", None),  # the head of a government
        ("The mill of Doe will close.", None),
        ("Poe said the mill would close.", "poe"),  # named in full only where a sentence begins
        ("House guards said the mill would close.", None),
    ],
)
def test_whom_readers_may_not_know_by_surname(text: str, stranger: str | None) -> None:
    met = "Cal Poe of Lom won. The White House met Adam Doe. The council met President Bea Moe."
    met += " The council met Doe and Moe in Lom."
    bullet, words = bullet_in(f"{met} {text}")
    assert stranger_in(replace(bullet, text=text), words) == stranger


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("In 2012, the council of Orn tore down the mill.", True),
        ("In March, a storm of the same force hit Lom.", True),
        ("Roe moved to Orn in 1976.", True),
        ("More than 800 boats have crossed the river since 2014.", True),
        ("In November, a storm of the same force hit Lom.", False),
        ("In 2012, the council of Orn knew of the cracks, Mayor Roe said.", False),
        ("Roe was fined under a law that Lom passed in 1996.", False),
        ("In 2020, the council of Orn will tear down the mill.", False),
        ("The council shut the bridge, built in 1931.", False),
    ],
)
def test_old_events_are_told_only_where_a_text_leads_to_them(text: str, old: bool) -> None:
    assert is_old_event(text, PUBLISHED) is old
    bullet, words = bullet_in(text)
    assert needs_another(bullet, words, PUBLISHED) is old
    first = Bullet(replace(bullet.candidate, number=0), bullet.text, bullet.tokens)
    assert not needs_another(first, words, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "quoting"),
    [
        ('"Orn is free," tweeted Adam Roe, the chairman of the council of the two towns on the Harun.', True),
        (
            "Roe said: \u201cWe have the best mill in the land and we will keep it for our children.\u201d",
            True,
        ),
        ("\u201cPatriots\u201d of Lom took the bridge of Orn on Monday, police said.", False),
        ("Mayor Roe called the deal \u201crotten\u201d and left the council of Orn.", False),
    ],
)
def test_what_is_nothing_but_somebodys_words(text: str, quoting: bool) -> None:
    candidate = Candidate(0, sentences(text)[0], text, tokens_of(text))
    assert quotes_only(Bullet(candidate, text, candidate.tokens)) is quoting
