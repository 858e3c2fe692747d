"""How likely a report brings news to those who know its story. Pure.

A logistic model over fourteen signs. `benchmarks/fit_developments.py` fits its weights to reports of which
readers said whether a desk would send them.
"""

import math
import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.news.acts.act import Act
from bot.news.acts.recognise import ReportedAct
from bot.news.developments import weights
from bot.news.developments.newness import FEW, fresh_share, has_jumped, told_elsewhere
from bot.news.developments.report_view import ReportView, highest_toll
from bot.news.figures.novelty import share_in, total_weight
from bot.news.language.days import names_day

LATELY = timedelta(hours=3)
SAME_MATTER = 0.3
"""Share of a headline's words in a line from which that tells the same matter."""
MANY = 3
ROUGH = 0.25
"""How far, by its share, a rough number may be from the one that it stands for."""
WHOLE = 0.85
"""Share of a headline's words in one report from which that has told it."""
_STATES = re.compile(
    r"\b(?:says?|said|confirms?|admits?|reveals?|finds?|found|hears?|shows?)\b"
    r"|^(?:police|officials?|army|court|ministry|report|[A-Z]{2,6}):",
    re.IGNORECASE,
)
UNDONE_BY = {
    Act.CEASEFIRE: (Act.BREACH, Act.COLLAPSE),
    Act.BREACH: (Act.CEASEFIRE,),
    Act.ARREST: (Act.RELEASE, Act.ESCAPE),
    Act.RELEASE: (Act.ARREST,),
    Act.ORDER: (Act.REVERSAL,),
    Act.REVERSAL: (Act.ORDER, Act.AGREEMENT, Act.WITHDRAWAL),
    Act.START: (Act.DELAY, Act.END, Act.COLLAPSE, Act.BREACH),
    Act.DELAY: (Act.START,),
    Act.WITHDRAWAL: (Act.REVERSAL, Act.DELAY),
    Act.COLLAPSE: (Act.START, Act.AGREEMENT),
}
"""Acts after which an act that was told is news again: a truce after its breach."""


class Signs(NamedTuple):
    """What speaks for and against news in a report; each a number of about 0 to 6."""

    new_act: float
    """1: its headline tells, in its main clause, an act that no report has told, or that was undone since."""
    act_aside: float
    """1: it has such an act only in another clause: "as the army withdraws", "accused of killing"."""
    new_number: float
    """1: its headline has a number that no report has given, but for an older toll or one a little higher."""
    higher_toll: float
    """1: it gives a higher toll than all others, or the first."""
    dated: float
    """1: its first sentence names the day of the week on which it happened."""
    asks: float
    """1: its headline asks a question."""
    states: float
    """1: its headline gives what somebody says or an inquiry finds: "Dam gate was jammed, panel finds"."""
    fresh: float
    """The share of the words of its headline and first sentence, by weight, that no report has."""
    since_news: float
    """Log of 1 + the hours since the story's last news."""
    since_last: float
    """The same since its last report."""
    known: float
    """The number of reports before it, of three at most: the second only says the same, mostly."""
    heard: float
    """1: its publisher, which seldom repeats itself, has reported before."""
    worth: float
    """How much it reads like news at all: see `ReportView.worth`."""
    told_lately: float
    """The largest share of the headline's words, by weight, that a report of the last `LATELY` has."""


def read_signs(
    report: ReportView, earlier: Sequence[ReportView], news_at: datetime, new_acts: Sequence[ReportedAct]
) -> Signs:
    """The signs of a report of the story of the reports `earlier`, of which there is one at least.

    `news_at`: when the story's last news was published. `new_acts`: those of its headline that are news.
    """
    numbers = frozenset().union(*(other.numbers for other in earlier))
    heard = any(other.publisher == report.publisher for other in earlier)
    # A publisher that comes late often prints an older toll; one that lowers its own has a reason.
    lower = {value for kind, value in report.tolls.items() if value < highest_toll(kind, earlier)}
    known_tolls = (frozenset() if heard else lower) | _grown_little(report, earlier)
    main = [act for act in new_acts if act in report.main_acts]
    # "Two brothers" is one word in many languages, so that the figure is no news where the act is none.
    least = FEW if report.head_acts and not new_acts and told_elsewhere(report, earlier) else 0
    told_in_words = frozenset(value for value in report.head_numbers if value <= least)
    # How long something has gone on grows by itself.
    no_news = told_in_words if new_acts else told_in_words | report.gone_by
    lately = [other for other in earlier if report.published_at - other.published_at < LATELY]
    return Signs(
        new_act=float(bool(main)),
        act_aside=float(bool(new_acts) and not main),
        new_number=float(
            not report.head_numbers <= numbers | known_tolls | no_news | _roughly(report, numbers)
        ),
        higher_toll=float(
            any(value > max(least, highest_toll(kind, earlier)) for kind, value in report.tolls.items())
        ),
        dated=float(bool(report.sentences and names_day(report.sentences[0]))),
        asks=float("?" in report.title or "؟" in report.title),
        states=float(bool(_STATES.search(report.title))),
        fresh=fresh_share(report, earlier),
        since_news=_log_hours(report, news_at),
        since_last=_log_hours(report, earlier[-1].published_at),
        known=float(min(len(earlier), MANY)),
        heard=float(heard),
        worth=report.worth,
        told_lately=max((share_in(report.head_senses, other.senses) for other in lately), default=0.0),
    )


def is_news(signs: Signs) -> bool:
    """Whether a desk would send a report with these signs to those who know its story."""
    odds: float = weights.BIAS + sum(weights.WEIGHTS[name] * value for name, value in signs._asdict().items())
    return odds > 0


def is_new(reported: ReportedAct, report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether no report has told this act of the same matter, or the last one that is about it undid it.

    A line tells of the same matter from `SAME_MATTER` of the weight of the report's headline on. An act that
    was announced is new again once it is done. In another language the same act is the same matter, see
    `told_elsewhere`.
    """
    act = reported.act
    undone_by = UNDONE_BY.get(act, ())
    least = SAME_MATTER * total_weight(report.head_senses)
    elsewhere = told_elsewhere(report, earlier)
    steps = [
        name
        for place, other in enumerate(earlier)
        for name, words in (*other.told, *(other.announced if reported.coming else ()))
        if name in undone_by
        or (name == act and (place in elsewhere or total_weight(report.head_senses & words) >= least))
    ]
    return act not in steps or steps[-1] != act


def is_told(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether one report, however old, has told the whole headline."""
    return any(share_in(report.head_senses, other.senses) >= WHOLE for other in earlier)


def _grown_little(report: ReportView, earlier: Sequence[ReportView]) -> frozenset[float]:
    """Its tolls that are higher than those known, but not by much."""
    tolls = ((value, highest_toll(kind, earlier)) for kind, value in report.tolls.items())
    return frozenset(value for value, before in tolls if 0 < before < value and not has_jumped(value, before))


def _roughly(report: ReportView, known: Collection[float]) -> frozenset[float]:
    """The rough numbers of a headline that stand for one that is known: "more than a hundred" for 112."""
    return frozenset(
        rough for rough in report.rough_numbers if any(abs(rough - one) <= ROUGH * one for one in known)
    )


def _log_hours(report: ReportView, since: datetime) -> float:
    return math.log1p(max(0.0, (report.published_at - since).total_seconds() / 3600))
