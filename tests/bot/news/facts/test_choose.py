"""Facts are the article's own words, the right ones first."""

# ruff: noqa: E501

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Fact
from bot.news.facts.alone import leans_back, opens_with_headline
from bot.news.facts.bullets import trim
from bot.news.facts.choose import TITLED, choose_facts, is_grounded, safe_fact
from bot.news.facts.features import BULLET_FEATURES, Bullet, Candidate, starts_of, tokens_of, words_of
from bot.news.language.text import Sentence

ARTICLE = """TELL (Reuters) - At least 12 soldiers were killed when a bomb hit their bus in Tell, officials said Monday.
JUST WATCHED The bus in pictures Replay More Videos
Meanwhile, the army closed the bridge to Orn, a town of 9,000 people on the river, which has seen no fighting so far.
"We will not leave," Gen. Adam Roe told reporters. "We have held this town for a year."
What comes next? Nobody knows.
The rebels, who took Orn last week, reportedly dug tunnels under the bridge.
He added that the army may ask for help from its allies.
Read more: Tell in maps
"""
LINE = 300
"""Characters that a feed's line has at most: it may say no more than its headline."""
WORDS = 'the army not said rebels took killed 20 12,000 Tell Orn bridge, (who may) "we -- which after . ! ? \n U.S. Gen.'


def test_facts_of_an_article() -> None:
    facts = choose_facts("Bomb kills soldiers in Tell", ARTICLE, news=False)
    texts = [fact.text for fact in facts]
    assert 3 <= len(facts) <= 4
    assert texts[0].startswith("At least 12 soldiers were killed")
    assert "officials said" in texts[0]
    assert all(is_grounded(fact, ARTICLE) for fact in facts)
    assert not any("Meanwhile" in text or "WATCHED" in text or text.endswith("?") for text in texts)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)


def test_a_topics_own_words_bring_its_facts() -> None:
    text = "\n".join(
        f"The mayor of Tell opened the market hall number {n} on the square." for n in range(2, 30)
    )
    text += "\nPolice arrested two men who shot a heron by the old mill at Orn, officials said on Monday."
    assert not any("heron" in fact.text for fact in choose_facts("Market halls open in Tell", text))
    assert any(
        "heron" in fact.text for fact in choose_facts("Market halls open in Tell", text, terms=("heron",))
    )


@pytest.mark.parametrize("text", ["", " \n ", "...", "?", "ـ", "a" * 5000, "(" * 500, '"' * 300])
def test_nothing_to_say(text: str) -> None:
    assert choose_facts("", text) == ()


def test_a_line_without_a_stop_is_better_than_nothing() -> None:
    (fact,) = choose_facts("", "Rebels take the bridge at Orn after a week of fighting")
    assert fact.text == "Rebels take the bridge at Orn after a week of fighting."


def test_a_bullet_does_not_repeat_the_headline() -> None:
    text = "Rebels take the bridge at Orn.\n" + ARTICLE
    assert "Rebels take the bridge at Orn." not in [
        f.text for f in choose_facts("Rebels take the bridge at Orn", text)
    ]


def test_how_many_people_is_told_where_there_is_room() -> None:
    text = ARTICLE.replace(
        "At least 12 soldiers were killed when a bomb hit their bus", "A bomb hit the bus of an army unit"
    )
    text = text.replace("a town of 9,000 people on the river", "a town on the river")
    text = text.replace("What comes next?", "Officials said on Monday that roughly 2,000 soldiers were sent.")
    assert any("roughly 2,000 soldiers" in fact.text for fact in choose_facts("Bomb hits bus in Tell", text))


def bullet_of(text: str, number: int = 0, start: int = 0) -> Bullet:
    """A bullet of the words of `text` from the `start`th on."""
    candidate = Candidate(number, Sentence(text, 0, len(text), 0, 0), text, tokens_of(text))
    front, rest = text[: starts_of(text)[start]], text[starts_of(text)[start] :]
    return Bullet(candidate, rest.capitalize(), candidate.tokens[start:], front)


DEEP = """The council of Orn closed the bridge over the Harun on Monday after cracks were found, officials said.
Mayor Ann Roe told reporters that buses will take the road over the hills until the summer.
Police arrested two men who had driven a truck on to the closed bridge, a spokesman said.
The old bridge has long been one of the most important symbols of the town's troubled history.
It remains unclear what the closing means for the mood of the farmers.
For the town, the stunning move is likely to deepen a crisis of confidence in the bridge."""


def test_background_is_told_of_what_is_no_news() -> None:
    title = "Orn council closes its bridge"
    news, other = ([fact.text for fact in choose_facts(title, DEEP, news=news)] for news in (True, False))
    assert len(news) == 3
    assert not any("unclear" in text or "symbols" in text or "crisis" in text for text in news)
    assert any("unclear" in text for text in other)


def test_who_is_known_by_a_bullet_above_is_no_stranger() -> None:
    text = (
        "The bridge over the Harun fell on Monday after a flood, officials said. "
        "Engineer Adam Doe told the council that nine piers had cracks. "
        "Doe said that 40 boats of the town were lost when the bridge fell. "
        "Farmers stood at the river for hours. "
        "The council of Orn will meet on Tuesday."
    )
    told = [fact.text for fact in choose_facts("Bridge falls in flood", text)]
    assert [line.split()[0] for line in told if "Doe" in line] == ["Engineer", "Doe"]
    unnamed = text.replace("Engineer Adam Doe", "An engineer") + " The council thanked Adam Doe of Lom."
    assert not any("Doe" in fact.text for fact in choose_facts("Bridge falls in flood", unnamed))


def test_headings_run_together_with_the_first_sentence_are_not_told() -> None:
    title = "Rebels take the bridge at Orn"
    glued = f"War in Tell {title} The mayor fled to the hills at dawn on Monday with his family.\n"
    assert not any("War in Tell" in fact.text for fact in choose_facts(title, glued + ARTICLE))


@pytest.mark.parametrize(("day", "kept"), [("Saturday", True), ("Monday", False)])
def test_the_day_of_an_older_event_is_not_cut(day: str, kept: bool) -> None:
    # The article opens with the day of its news.
    lead, older = (
        "A second man was arrested on Monday.",
        f"A man was arrested on {day} over the blast in the mill of Orn.",
    )
    first, later = bullet_of(lead), bullet_of(older, number=2)
    words = words_of("", [first.candidate, later.candidate])
    bullet = trim(later.candidate, dict.fromkeys(words.written, 0.0), (), words)
    assert bullet is not None
    assert (day in bullet.text) is kept


def test_a_clause_is_kept_where_the_rest_would_break_off() -> None:
    text = "The council fined the owners of the mill and the firms they own, going after the heirs of the miller."
    bullet = trim(bullet_of(text).candidate, dict.fromkeys(bullet_of(text).candidate.keys, 0.0))
    assert bullet is not None
    assert not bullet.text.endswith("going.")


def test_the_event_of_the_headline_is_known_where_the_article_opens_with_it() -> None:
    lead = "On Monday the rebels of the hills took the bridge at Orn."
    first, late = bullet_of(lead), bullet_of(lead, number=3)
    words = words_of("Rebels seize bridge at Orn", [first.candidate])
    assert opens_with_headline(first, words)
    assert not opens_with_headline(late, words)
    assert not opens_with_headline(bullet_of("On Monday the sun rose over Orn."), words)
    assert not opens_with_headline(first, words_of("", [first.candidate]))


def test_a_second_clause_leans_on_the_first() -> None:
    sentence = "The army lost the town, but most of the men who stayed fled to the hills."
    assert leans_back(bullet_of(sentence, start=6))
    assert not leans_back(bullet_of(sentence))


def test_a_model_may_be_given() -> None:
    facts = choose_facts("Bomb kills soldiers in Tell", ARTICLE, news=False)
    weights = dict.fromkeys(BULLET_FEATURES, 0.0) | {"depth": 1.0}
    late = choose_facts(
        "Bomb kills soldiers in Tell", ARTICLE, model=TITLED._replace(bullets=weights), news=False
    )
    assert sum(fact.start for fact in late) > sum(fact.start for fact in facts)


def test_a_broken_line_is_no_bullet() -> None:
    text = ARTICLE + "to withdraw the soldiers of the army from the bridge at Tell.\n"
    assert not any(
        fact.text.startswith("To withdraw")
        for fact in choose_facts("Army to withdraw soldiers from Tell", text)
    )


def test_limit_and_length() -> None:
    assert len(choose_facts("Bomb kills soldiers", ARTICLE, limit=1)) == 1
    assert all(len(fact.text) <= 240 for fact in choose_facts("", ARTICLE * 3))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قتل 20 شخصا في المدينة القديمة. هل انتهت الحرب في البلاد؟"),
        ("fr", "Au moins 20 personnes ont été tuées à Orn, selon M. Roe. \u00ab Nous restons ici ce soir \u00bb, a-t-il dit."),
        ("de", "Am 3. Mai starben in Orn nach Angaben der Polizei mindestens 20 Menschen. Die Straße blieb gesperrt."),
        ("ru", "В городе Орн погибли не менее 20 человек."),
        ("tr", "Orn'daki saldırıda en az 20 kişi hayatını kaybetti. İstanbul'dan yardım gönderildi dendi."),
        ("es", "Al menos 20 personas murieron el lunes en Orn. \u00bfQuién fue el autor del ataque a la ciudad?"),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str) -> None:
    facts = choose_facts("", text, language)
    assert facts
    assert all(is_grounded(fact, text) for fact in facts)


SOURCE = "The army, officials said, may not leave Tell before May, and at least 12,500 people fled."


@pytest.mark.parametrize(
    ("bullet", "grounded"),
    [
        (SOURCE, True),
        ("Officials said, may not leave Tell before May, and at least 12,500 people fled.", True),
        ("The army may not leave Tell before May, and at least 12,500 people fled.", False),
        ("The army, officials said, may leave Tell before May, and at least 12,500 people fled.", False),
        ("The army, officials said, may not leave Tell before May, and 12,500 people fled.", False),
        ("The army, officials said, may not leave Tell before May, and at least 12 500 people fled.", False),
        ("Tell, officials said, may not leave the army before May, and at least 12,500 people fled.", False),
        ("May not leave Tell before May, and at least 12,500 people fled.", False),
        ("The army fled.", False),
        ("", False),
    ],
)
def test_is_grounded(bullet: str, grounded: bool) -> None:
    text = f"First.\n{SOURCE} Last."
    assert is_grounded(Fact(bullet, SOURCE, 7, 7 + len(SOURCE)), text) is grounded
    assert not is_grounded(Fact(bullet, SOURCE, 8, 8 + len(SOURCE)), text)


def test_a_dateline_is_left_out_whatever_its_words_mean_elsewhere() -> None:
    text = "TAL OSK, Norway - Two men blew open the gate of the mill overnight, and 40 sheep got away."
    (fact,) = choose_facts("", text)
    assert fact.text == "Two men blew open the gate of the mill overnight, and 40 sheep got away."


def test_safe_fact_falls_back_to_the_sentence_then_to_nothing() -> None:
    lie = Fact("The army left Tell.", SOURCE, 0, len(SOURCE))
    assert safe_fact(lie, SOURCE) == Fact(SOURCE, SOURCE, 0, len(SOURCE))
    assert safe_fact(lie, "Something else.") is None
    long = SOURCE[:-1] + " again" * 40 + "."
    assert safe_fact(Fact("The army left.", long, 0, len(long)), long) is None


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=120).map(" ".join), st.text(max_size=30))
def test_no_ungrounded_fact_of_any_text(text: str, title: str) -> None:
    facts = choose_facts(title, text)
    assert len(facts) <= 4
    for fact in facts:
        assert is_grounded(fact, text)
        assert len(fact.text) <= 240


@given(st.text(max_size=400))
def test_no_ungrounded_fact_of_any_characters(text: str) -> None:
    assert all(is_grounded(fact, text) for fact in choose_facts("", text))


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_ungrounded_fact_of_real_articles(data_folder: Path) -> None:
    score = load_scorer(data_folder.parent / "tools/score.py")
    records: list[dict[str, Any]] = []
    for name in ("facts/cnn_highlights", "events/roundups", "topics/labelled"):
        with (data_folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            records += [json.loads(line) for line in lines]
    without = 0
    sample = random.Random(5).sample(records, 150)
    for record in sample:
        facts = choose_facts(record.get("title") or "", record["text"])
        without += (
            not facts
            and len(record["text"]) > LINE
            and not choose_facts(record.get("title") or "", record["text"], news=False)
        )
        folded = score.fold(record["text"])
        assert len(facts) <= 4
        for fact in facts:
            assert is_grounded(fact, record["text"])
            assert score.is_grounded({"text": fact.text, "source": fact.source}, folded)
            assert len(fact.text) <= 270
    assert not without


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twelve died. He was 48. Thirty were wounded.", ["Twelve died.", "Thirty were wounded."]),
        ("Roe wept.\nDead: 12\nInjured: 30\nDepth: 9 km", ["Dead: 12.", "Injured: 30."]),
        ("Dead\nFive more to watch", []),
    ],
)
def test_how_many_were_hurt_is_told_in_however_few_words(text: str, told: list[str]) -> None:
    first = "A bomb went off at the market of Lom on Monday, police said."
    facts = [fact.text for fact in choose_facts("Bomb at market in Lom", f"{first}\n{text}", news=False)]
    assert [fact for fact in facts if fact != first] in (told, told[:1])


def test_background_alone_is_no_fact_of_a_line() -> None:
    title = "Orn closes its airport amid a siege"
    assert (
        choose_facts(title, "The airport is one of the most important symbols of the town's long history.")
        == ()
    )
    assert len(choose_facts(title, "Guards sent 300 passengers to Lom on Monday, the mayor said.")) == 1


def test_a_line_that_a_feed_cut_off_is_told_up_to_its_last_clause() -> None:
    line = "The council of Orn will shut 12 mills on Monday, part of an effort to save water in the\u2026"
    (fact,) = choose_facts("Mills to shut", line)
    assert fact.text == "The council of Orn will shut 12 mills on Monday."
    assert is_grounded(fact, line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("At least 15 people were killed when a bomb went off in Lom on Monday, police said.", 0),
        ("At least 20 people were killed when a bomb went off in Lom on Monday, police said.", 1),
        ("Police said that 15 of the dead were children from the old camp on the river.", 1),
    ],
)
def test_an_older_toll_than_the_headline_s_is_not_told(line: str, told: int) -> None:
    assert len(choose_facts("Blast kills 20 in Lom", line)) == told


def test_one_more_of_them_is_clear_below_the_headline() -> None:
    line = "Another man was arrested on Monday over the murder of the baker in the old mill."
    assert [fact.text for fact in choose_facts("Two held over murder in Orn", line)] == [line]


def test_a_first_sentence_that_names_whom_the_headline_means_is_told() -> None:
    text = (
        "The mayor of Orn, Otman Harun, resigned on Monday over bread queues, his office said.\n"
        "Harun, 58, took office in March of the year before.\n"
        "Bread has been rationed in the town for weeks, as a mill is shut.\n"
        "The council of the province will choose the next mayor.\n"
        "Farmers said that the queues were as long as ever.\n"
    )
    assert choose_facts("Orn mayor resigns over bread queues", text)[0].text.startswith(
        "The mayor of Orn, Otman Harun"
    )


def test_the_second_of_two_clauses_is_not_told_alone() -> None:
    line = "A storm killed two people in Orn, the council said. Visibility fell to 20 metres, and the Lom road was shut."
    told = [fact.text for fact in choose_facts("Storm in Orn kills two", line)]
    assert told[-1] == "Visibility fell to 20 metres, and the Lom road was shut."


def test_a_clause_stays_by_which_a_first_sentence_tells_more_than_its_headline() -> None:
    title = "Baker Roe ends campaign for mayor of Orn"
    lead = "Baker Roe ended his campaign for mayor of Orn on Monday after a poor result in the mill district of Lom."
    text = f"{lead}\n{ARTICLE}"
    assert lead in [fact.text for fact in choose_facts(title, text)]
