"""How much of a report is new to its story: shares of its words and figures. Pure."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.news.acts.act import STANCES, Act
from bot.news.developments.report_view import ReportView
from bot.news.figures.novelty import share_in
from bot.news.language.tags import primary

LARGE = 100
"""From here on a number is hardly the same by chance, nor another count of the same few."""

STRONG = frozenset(
    {
        Act.CLAIM, Act.CEASEFIRE, Act.RESIGNATION, Act.DISMISSAL, Act.VERDICT, Act.SENTENCE, Act.CHARGE,
        Act.ARREST, Act.PLEA, Act.ADMISSION, Act.TAKEOVER, Act.APPEAL, Act.RELEASE, Act.SURRENDER,
        Act.CONCESSION, Act.RESULT, Act.VICTORY_CLAIM, Act.APPOINTMENT,
    }
)  # fmt: skip
"""Acts that are news once a report that surely reads like news tells them, whatever the other signs say."""
JUMP_FACTOR = 1.5
JUMP_BY = 10
FEW = 3
TRANSLATED_WITHIN = timedelta(hours=12)
"""Other languages' desks tell an act this long after the first."""


def common_words(reports: Sequence[ReportView]) -> frozenset[str]:
    """The words that at least half of the reports share: the story's own name."""
    counts: dict[str, int] = {}
    for report in reports:
        for word in report.senses:
            counts[word] = counts.get(word, 0) + 1
    return frozenset(word for word, count in counts.items() if 2 * count >= max(2, len(reports)))


def new_share(report: ReportView, earlier: Sequence[ReportView]) -> float:
    """The share of the weight of the headline's words that no earlier report has."""
    return share_in(report.head_senses, new_words(report, earlier))


def fresh_share(report: ReportView, earlier: Sequence[ReportView]) -> float:
    """The share of the weight of the words of headline and first sentence that no earlier report has."""
    told = report.lead_senses
    return share_in(told, told.difference(*(other.senses for other in earlier)))


def own_words(report: ReportView, earlier: Sequence[ReportView]) -> frozenset[str]:
    """The words of the headline that are not common to the story."""
    return report.head_senses - common_words(earlier)


def new_words(report: ReportView, earlier: Iterable[ReportView]) -> frozenset[str]:
    return report.head_senses.difference(*(other.senses for other in earlier))


def overlap(report: ReportView, earlier: Sequence[ReportView]) -> float:
    """The share of the weight of all words of a report that an earlier report has."""
    return share_in(report.senses, frozenset().union(*(other.senses for other in earlier)))


def has_jumped(value: float, before: float) -> bool:
    """Whether a toll grew by half or by ten, which is news by itself."""
    return value >= JUMP_FACTOR * before or value - before >= JUMP_BY


def has_new_number(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether the headline has a large number or a share that no report has given."""
    known = {value for other in earlier for value in other.numbers}
    return any(value >= LARGE and value not in known for value in report.head_numbers)


def heard(earlier: Sequence[ReportView]) -> list[int]:
    """The places in `earlier`, which has a story's reports oldest first, of those that may have buzzed.

    The first report in a language, but for that which founds the story, only edits unless its headline tells
    a strong act, a stance or a toll: nobody has heard of what else it alone tells.
    """
    languages, found = set[str](), list[int]()
    for place, other in enumerate(earlier):
        language = primary(other.language)
        if not languages or language in languages or _speaks_up(other):
            found.append(place)
        languages.add(language)
    return found


def _speaks_up(report: ReportView) -> bool:
    return any(act.act in STRONG | STANCES for act in report.main_acts) or any(
        value in report.head_numbers for value in report.tolls.values()
    )


def told_elsewhere(report: ReportView, earlier: Sequence[ReportView]) -> frozenset[int]:
    """The places in `earlier` of what a report may translate: heard of lately, in another language.

    Their words do not compare with its own, but their acts do. None where its headline has a number that no
    report has given; "two brothers" is one word in many languages.
    """
    known = {value for other in earlier for value in other.numbers}
    if any(value > FEW and value not in known for value in report.head_numbers):
        return frozenset()
    own = primary(report.language)
    return frozenset(
        place
        for place in heard(earlier)
        if primary(earlier[place].language) != own
        and report.published_at - earlier[place].published_at <= TRANSLATED_WITHIN
    )
