"""A text takes bounded time however it is made: no feed, page, sentence or story is read for long.

Texts are as long as any that is stored, and made of one unit over and over, or of several at random.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.feeds.parse import read_document
from bot.feeds.sanitise import clean_html
from bot.news.acts.recognise import reported_acts
from bot.news.articles.belief import Announced
from bot.news.articles.page import read_page
from bot.news.developments.decide import effect_of
from bot.news.developments.disputes import disputes
from bot.news.developments.report_view import ReportView
from bot.news.facts.choose import choose_facts
from bot.news.figures.counted import figures
from bot.news.figures.novelty import corrections, new_facts
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.language.text import plain_text, sentences
from bot.news.matching.match import TopicIndex, document
from bot.news.query.parse import parse
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.polling.wording import TITLE_CAP
from tests.effort import RUNS, least_cpu_s
from tests.feed_host import item, rss

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
LENGTH = 48_000
BUDGET_S = 4.0
"""Of CPU for each step. On a busy machine pages take a tenth, all else a fortieth; rules of quadratic cost
took 27 to 71 s."""
NOTICED_S, GROWTH = 0.1, 3.0
"""What takes longer than this may at most take so many times as long for twice the text: 2 is linear, 4 the
square."""
LANGUAGES = ("en", "en", "ar", "tr", "ru")
UNITS = (
    ".", "1", "a", "A", "a  ", '"', "“a” ", "a, ", "a b ", "a-", "<", "&", "&lt;p&gt;", "the the ", "The ",
    "a\n",
    "Raqqa troops. \n", "中国军队", "é中a1 ", "12 killed 13 wounded ", "John Smith ", "1. ", "Mr. A. B. ",
    "U.S. ",
    "a — b ", "(a) ", "(", "<p>a</p>", "<a ", "<!-- ", "said Monday in a statement ",
    ", who said, as he went, and is ",
    "is been ", "kills arrest claims denies withdraw ", "Raqqa Mosul Syria Iraq Niger ", "on Monday in 2015 ",
    "don't ", "a\u00ad", "a\u0301", "\u200d", "قتل 12 جنديا في الرقة ", "http://a.b/c ", "@a ",
    "toll rose to 12 ",
    "1,", "$1,111.1 hundred percent ", "1:11  ", "two of three more others ", "— ", "''", "؟", "。", "No. 1 ",
    "Police said 12 soldiers were killed in Raqqa on Monday, officials said. ",
)  # fmt: skip


def _random_text(seed: int) -> str:
    chance = random.Random(seed)
    units = chance.choices(UNITS, k=chance.randint(2, 5))
    text = ""
    while len(text) < LENGTH:
        text += chance.choice(units) * chance.choice((1, 1, 2, 50, 1000))
    return text[:LENGTH]


TEXTS = [(repr(unit)[:24], (unit * LENGTH)[:LENGTH]) for unit in UNITS]
TEXTS += [(f"random {seed}", _random_text(seed)) for seed in range(16)]


def _index() -> TopicIndex:
    index = TopicIndex()
    index.add("isis", parse('isis OR "islamic state" OR daesh'))
    index.add("withdrawal", parse("troop* NEAR/8 withdraw*"))
    return index


def _place(reports: list[Report]) -> None:
    index = StoryIndex(timedelta(hours=72), affairs=True)
    for report in reports:
        index.place(report)


def _steps(text: str) -> dict[str, Callable[[], object]]:
    title = f"Raqqa: {text}"[:TITLE_CAP]
    views = [ReportView(n, f"P{n}", title[n:], text[n:], "en", NOW) for n in range(4)]
    reports = [
        Report(
            id=n, title=title[n:], text=text[n:], publisher=f"P{n}", published_at=NOW, language=LANGUAGES[n]
        )
        for n in range(len(LANGUAGES))
    ]
    opening = f"Twelve soldiers were killed in Raqqa on Monday. {text}"
    facts = choose_facts(title, opening)
    return {
        "feed": partial(read_document, rss(item(1, title, text=text)), "", "https://feeds.example/"),
        "cleaning": lambda: plain_text(clean_html(text)),
        "page": partial(read_page, f"<p>{opening}", "https://feeds.example/1", Announced(title, opening, "")),
        "sentences": partial(sentences, text),
        "matching": lambda: _index().matches(document(title, text, "en")),
        "kind": partial(judge, Item(title, text, "https://feeds.example/1", "P", "en")),
        "acts": partial(reported_acts, text),
        "facts": partial(choose_facts, title, opening, "en", ("raqqa",)),
        "figures": partial(figures, text),
        "news": lambda: (new_facts([title], facts), corrections([title], facts)),
        "developments": lambda: effect_of(views[-1], views[:-1]),
        "disputes": lambda: disputes([(view, None) for view in views]),
        "stories": partial(_place, reports),
    }


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """What is compiled and read once in a process is no text's fault."""
    for step in _steps("Rain fell on Osk for 3 days, officials said. ").values():
        step()


@pytest.mark.parametrize("text", [text for _, text in TEXTS], ids=[name for name, _ in TEXTS])
def test_every_step_reads_any_text_within_its_budget(text: str) -> None:
    whole, slow = _steps(text), {}
    for name, step in whole.items():
        took = least_cpu_s(step, runs=1)
        if took > BUDGET_S:
            slow[name] = f"{took:.2f} s"
        # A page of half the text may be none at all, which takes no time.
        # The first run of a process may load what a step reads.
        elif took > NOTICED_S and name != "page" and least_cpu_s(step, 1) > NOTICED_S:
            half = _steps(text[: LENGTH // 2])[name]
            growth = min(least_cpu_s(step, 1) / least_cpu_s(half, 1) for _ in range(RUNS))
            if growth > GROWTH:
                slow[name] = f"{growth:.1f} times the time for twice the text"
    assert not slow
