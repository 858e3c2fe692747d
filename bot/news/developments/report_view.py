"""A report as the judgement of developments reads it: title, first sentences, acts and tolls, read once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.news.acts.act import Act
from bot.news.acts.recognise import ReportedAct, reported_acts
from bot.news.developments.clauses import main_clause
from bot.news.figures.counted import Figure
from bot.news.figures.durations import gone_by
from bot.news.figures.novelty import senses
from bot.news.figures.reading import figures_of, numbers_of
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.language.tags import primary
from bot.news.language.text import sentences

READ_CHARACTERS = 1500
"""Characters of a text in which news is looked for; what comes later is background."""
SENTENCES = 5
PAPER_SENTENCES = 3
"""Sentences in which a statement, a circular or a communiqué comes to the point."""
TELLING_ACTS = frozenset(
    (
        Act.DENIAL,
        Act.CLAIM,
        Act.ARREST,
        Act.CHARGE,
        Act.RESIGNATION,
        Act.VERDICT,
        Act.SENTENCE,
        Act.CEASEFIRE,
        Act.RELEASE,
    )
)
"""Acts that are news wherever the first sentence tells them, though the headline is about something else."""
_PAPER = re.compile(
    r"(?:press |media |public |official |joint )?(?:release|statement|communiqu[eé]|circular|notice|bulletin"
    r"|announcement|advisory|decree|directive|situation report|update no)\b",
    re.IGNORECASE,
)
"""How the headline of a paper begins that an authority hands out: "Statement on the events at the port"."""
WORTH_AT_MOST = 3.0
UNWEIGHED = 0.8
"""Brings a report in a language whose words are not weighed to the mean of English reports, 2.3."""
TOLLS = (
    "killed", "wounded", "missing", "displaced", "kidnapped", "rescued", "arrested", "ill", "in hospital"
)  # fmt: skip


@dataclass(frozen=True)
class ReportView:
    """One report of a story. The cached properties read its text at most once."""

    article_id: int
    publisher: str
    title: str
    text: str
    language: str
    published_at: datetime
    copy_of: int | None = None
    tied: bool = False
    """Whether it tells another happening than its story, of the same affair."""

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The first sentences of the text."""
        found = sentences(self.text[:READ_CHARACTERS], self.language)
        return tuple(sentence.text for sentence in found[:SENTENCES])

    @cached_property
    def _is_paper(self) -> bool:
        """Whether the title only says what paper it is: "Communiqué"."""
        return bool(_PAPER.match(self.title)) and not reported_acts(self.title, self.language)

    @cached_property
    def headline(self) -> str:
        """The title, or the first sentence where the title is missing or only says what paper it is."""
        return self.title if self.title and not self._is_paper else (self.sentences or (self.title,))[0]

    @cached_property
    def _lines(self) -> tuple[tuple[frozenset[str], tuple[ReportedAct, ...]], ...]:
        """Of headline and each first sentence: the senses of its words, and its acts."""
        return tuple(
            (senses(line, self.language), reported_acts(line, self.language))
            for line in (self.headline, *self.sentences)
        )

    @cached_property
    def head_acts(self) -> tuple[ReportedAct, ...]:
        """The acts of the headline; where it has none, the telling ones of the first sentence.

        A retraction in the first sentence takes the place of all: the headline may be the story's old one.

        A paper without a headline has those of its first sentences.
        """
        (_, headed), *sentences = self._lines
        if self._is_paper:
            told = [act for _, acts in sentences[:PAPER_SENTENCES] for act in acts]
            return tuple({act.act: act for act in reversed(told)}.values())
        lead = sentences[0][1] if sentences else ()
        taken_back = tuple(act for act in lead if act.act is Act.RETRACTION)
        return taken_back or headed or tuple(act for act in lead if act.act in TELLING_ACTS)

    @cached_property
    def main_acts(self) -> tuple[ReportedAct, ...]:
        """Those of `head_acts` that the main clause of their line tells; all of a paper's."""
        if not self.head_acts or self._is_paper:
            return self.head_acts
        (_, headed), *_ = self._lines
        line = self.headline if self.head_acts[0] in headed else self.sentences[0]
        main = {act.act for act in reported_acts(main_clause(line), self.language)}
        return tuple(act for act in self.head_acts if act.act in main)

    @cached_property
    def worth(self) -> float:
        """How much it reads like news: `bot.news.kinds`' score, which is 0 where an alert begins, -3 to 3."""
        lines = {self.title, self.headline}
        items = (Item(line, self.text, publisher=self.publisher, language=self.language) for line in lines)
        unweighed = 0.0 if primary(self.language) == "en" else UNWEIGHED
        return max(-WORTH_AT_MOST, min(WORTH_AT_MOST, max(judge(item).score for item in items) + unweighed))

    @cached_property
    def acts(self) -> tuple[ReportedAct, ...]:
        """The acts of headline and first sentences."""
        return tuple(act for _, acts in self._lines for act in acts)

    @cached_property
    def head_numbers(self) -> frozenset[float]:
        """The quantities of the headline."""
        return frozenset(number.value for number in numbers_of(self.headline, self.language))

    @cached_property
    def gone_by(self) -> frozenset[float]:
        """Those of `head_numbers` that say how long something has gone on: "held for five months"."""
        return gone_by(self.headline, self.language)

    @cached_property
    def rough_numbers(self) -> frozenset[float]:
        """Those of `head_numbers` that are no exact ones: "more than a hundred"."""
        return frozenset(number.value for number in numbers_of(self.headline, self.language) if number.hedge)

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The quantities of headline and first sentences."""
        return frozenset(
            number.value
            for line in (self.headline, *self.sentences)
            for number in numbers_of(line, self.language)
        )

    @cached_property
    def told(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Everything that the report says was done, a line each: (act or "", senses of its words)."""
        lines: list[tuple[str, frozenset[str]]] = []
        for words, acts in self._lines:
            lines += [(str(act.act), words) for act in acts if not act.coming] or [("", words)]
        return tuple(lines)

    def tells(self, act: Act) -> bool:
        """Whether the report says that this was done."""
        return any(name == act for name, _ in self.told)

    def mentions(self, act: Act) -> bool:
        """Whether the report says that this was done, or is yet to come."""
        return any(name == act for name, _ in (*self.told, *self.announced))

    @cached_property
    def announced(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The acts that the report says are yet to come, with the senses of their lines' words."""
        return tuple((str(act.act), words) for words, acts in self._lines for act in acts if act.coming)

    @cached_property
    def head_senses(self) -> frozenset[str]:
        """The senses of the headline's words."""
        return senses(self.headline, self.language)

    @cached_property
    def lead_senses(self) -> frozenset[str]:
        """The senses of the words of headline and first sentence."""
        return frozenset().union(*(words for words, _ in self._lines[:2]))

    @cached_property
    def senses(self) -> frozenset[str]:
        """The senses of all words that are read."""
        return frozenset().union(*(words for _, words in self.told))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of headline and first sentences, of which it is clear what they count."""
        lines = (self.headline, *self.sentences)
        return tuple(figure for line in lines for figure in figures_of(line, self.language))

    @cached_property
    def toll_figures(self) -> dict[str, Figure]:
        """The first figure for each kind of toll, which is that of the headline where it has one.

        Where the text says who they are ("13 soldiers"), so does the figure.
        """
        found: dict[str, Figure] = {}
        for figure in self.figures:
            if figure.kind not in TOLLS or figure.number.unit:
                continue
            first = found.setdefault(figure.kind, figure)
            if not first.noun and figure.noun and figure.number.value == first.number.value:
                found[figure.kind] = figure
        return found

    @property
    def tolls(self) -> dict[str, float]:
        """The toll of each kind."""
        return {kind: figure.number.value for kind, figure in self.toll_figures.items()}


def highest_toll(kind: str, reports: Sequence[ReportView]) -> float:
    """The highest toll of a kind that any of the reports gives; 0 where none does."""
    return max((report.tolls.get(kind, 0.0) for report in reports), default=0.0)
