"""What is not known yet, and what answers it: "the cause is not clear", "a car bomb". Pure.

In English; in other languages nothing is known to be answered.
"""

import re
from collections.abc import Sequence

from bot.news.acts.act import Act
from bot.news.developments.report_view import ReportView
from bot.news.language.tags import primary

_READ = 400
CAUSES = re.compile(
    r"\b(?:car bomb|truck bomb|suicide bomb\w{0,4}|bomb(?:ing)?|land ?mine|missile|rocket|drone|arson"
    r"|sabotage|gas (?:leak|bottle|blast|explosion|cylinder)|short circuit|grenade|ammunition|fireworks"
    r"|fertili[sz]er)s?\b",
    re.IGNORECASE,
)
"""What blasts, fires and crashes are found to come of."""
_OPEN = (
    r"(?:not (?:immediately |yet |been )?(?:clear|known|identified|determined|established)|unclear|unknown"
    r"|undetermined|under investigation|being investigated|yet to be (?:determined|established|identified)"
    r"|no (?:immediate |official |further )?(?:word|details?|information|indication))"
)
_CAUSE_OPEN = re.compile(
    rf"\b(?:cause|origin|nature|reason)\b[^.;]{{0,80}}?\b{_OPEN}\b"
    rf"|\b{_OPEN}\b[^.;]{{0,40}}?\b(?:cause[sd]?|origin|nature|what happened|reason)\b",
    re.IGNORECASE,
)
_CLAIM_OPEN = re.compile(
    r"\bno (?:group|one|organi[sz]ation|immediate claim|claim)\b[^.;]{0,40}?\b(?:claimed|responsibility)\b"
    r"|\bnobody (?:has )?(?:immediately |yet )?claimed\b|\bnot (?:immediately |yet )?claimed\b",
    re.IGNORECASE,
)
_ARREST_OPEN = re.compile(
    r"\bno (?:arrests?|suspects?)\b|\bno ?(?:one|body) (?:has |had )?been (?:arrested|detained)\b",
    re.IGNORECASE,
)
_BY_ACT = ((_CLAIM_OPEN, Act.CLAIM), (_ARREST_OPEN, Act.ARREST))


def is_answered(text: str, reports: Sequence[ReportView]) -> bool:
    """Whether an English text says that something is not known which the headline of one of `reports` tells,
    or its first sentence where that is a cause."""
    text = text[:_READ]
    english = [report for report in reports if primary(report.language) == "en"]
    if _CAUSE_OPEN.search(text) and any(_gives_cause(report) for report in english):
        return True
    return any(
        left_open.search(text) and any(act is told.act for report in english for told in report.main_acts)
        for left_open, act in _BY_ACT
    )


def _gives_cause(report: ReportView) -> bool:
    return any(CAUSES.search(line) for line in (report.headline, *report.sentences[:1]))
