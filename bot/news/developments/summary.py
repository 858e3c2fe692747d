"""The story as it stands now: its headline, and the facts that still hold. Pure.

Whenever an alert is edited both are chosen anew, so that "no word on casualties" never stands above a toll.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.model import Effect, EffectKind, Fact, SourcedFact
from bot.news.acts.act import Act
from bot.news.acts.recognise import reported_acts
from bot.news.articles.headline import plain_headline
from bot.news.developments.effect import PUTS_RIGHT, TAKES_THE_HEADLINE
from bot.news.developments.overtaken import is_overtaken
from bot.news.developments.passing import FADES_AFTER, has_come_to_pass, is_passing
from bot.news.developments.report_view import ReportView
from bot.news.developments.taken_back import holds, taken_back
from bot.news.developments.tolls import newest_tolls
from bot.news.developments.unknowns import is_answered
from bot.news.facts.answers import answers, first_sentence
from bot.news.facts.leaning import has_unnamed_speaker, leans
from bot.news.figures.counted import ATTACKERS, Figure
from bot.news.figures.novelty import corrections, further_facts, new_facts, share_told
from bot.news.figures.reading import figures_of

UPDATE_FACTS = 3
"""Facts of one report in an update, at most."""
REPEATED = 0.75
"""Share of a fact's words in the headline above it, from which it only repeats that."""
HALF = 0.5
"""Share of a fact's words that was told, below which it says something else, however little."""
TOLD_IN_FULL = PUTS_RIGHT | {EffectKind.DENIES}
"""Effects of which the lead is told, though the headline says much of it."""
_DEATH_TOLLS = (f"{ATTACKERS} killed", "killed")
"""Of these the newest figures are told: the last, of the victims, at any rate."""
LOOKED_AT = 12
"""Reports whose facts are read for a summary, at most, beside that of the newest toll."""

_OPENING = 30
"""Characters of a text in which its first word and a colon stand."""


@dataclass(frozen=True)
class Development:
    """A report with what it did to its story, and the facts that its followers may read."""

    view: ReportView
    effect: Effect
    choose: Callable[[], tuple[SourcedFact, ...]]
    """Chooses its facts; called at most once, and only for reports that the summary looks at."""

    @cached_property
    def facts(self) -> tuple[SourcedFact, ...]:
        """The facts of the report."""
        return self.choose()


def head_of(developments: Sequence[Development]) -> Development:
    """The newest report that says how the affair stands; `developments` are oldest first, one at least.

    Where its headline gives a toll that was overtaken, it is the newest one that gives the newest toll, or
    else the newest that puts it right; where a later report takes back what it tells, that one.
    """
    story = _story(developments)
    tolls = newest_tolls(story)
    newest_first = [item for item in reversed(developments) if item.view.title]
    heads = (
        item
        for item in newest_first
        if item.effect.kind in TAKES_THE_HEADLINE and not _is_correction(item.view.title, item.view.language)
    )
    head = next(heads, developments[0])
    right = (item for item in newest_first if item.effect.kind in PUTS_RIGHT)
    place, undone = developments.index(head), [*taken_back(story)]
    if not holds(head.view.title, head.view.language, place, undone):
        return next(right, head)
    if not is_overtaken(head.view.title, tolls, head.view.language):
        return head
    return next((item for item in newest_first if _gives_newest(item.view, tolls)), next(right, head))


def _story(developments: Sequence[Development]) -> list[tuple[ReportView, Effect]]:
    return [(item.view, item.effect) for item in developments]


def _gives_newest(view: ReportView, tolls: Mapping[str, Figure]) -> bool:
    """Whether a headline gives a toll, and none that was overtaken."""
    given = any(figure.toll in tolls for figure in figures_of(view.title, view.language))
    return given and not is_overtaken(view.title, tolls, view.language)


def living_facts(developments: Sequence[Development], most: int) -> tuple[SourcedFact, ...]:
    """At most `most` facts: what happened last first, then what happened before, and the newest toll.

    What was overtaken or taken back is left out: an older toll, an arrest that never was, "no word yet" of
    what is known by now, and what was going on half a day before. Of the reports before the newest one
    sentence is told, or the headline, which can always stand alone.
    """
    story = _story(developments)
    tolls, undone = newest_tolls(story), [*taken_back(story)]
    head, *before = _in_order_of_telling(developments)[:LOOKED_AT]
    share = most if not before else max(2, most - len(before))

    def stands(text: str, told_by: Development) -> bool:
        language, place = told_by.view.language, developments.index(told_by)
        later = [head.view, *(one.view for one in developments[place + 1 :])]
        if is_overtaken(text, tolls, language) or is_answered(text, later):
            return False
        return holds(text, language, place, undone)

    valid = [sourced for sourced in head.facts if stands(sourced.fact.text, head)]
    chosen = standing_alone(valid, head.view)[:share]
    for development in before:
        if len(chosen) >= most:
            break
        told = [head.view.title, *(sourced.fact.text for sourced in chosen)]
        faded = head.view.published_at - development.view.published_at > FADES_AFTER
        chosen += _one_fact(development, told, stands, faded=faded)
    for toll in filter(None, map(tolls.get, _DEATH_TOLLS)):
        chosen = _with_toll(chosen, head.view.title, developments, toll, most)
    return tuple(chosen)


def _one_fact(
    development: Development,
    told: Sequence[str],
    stands: Callable[[str, Development], bool],
    *,
    faded: bool,
) -> list[SourcedFact]:
    """The lead of a report where it is new and still stands, else its headline where that is and does.

    `told` is the headline of the alert, then the facts chosen so far; `faded`: what the report says is going
    on is over.
    """
    language = development.view.language
    leads = [sourced for sourced in development.facts if _is_lead(sourced, development)]
    topic_id = leads[0].topic_id if leads else None
    choices = [*leads, headline_fact(development.view, topic_id)] if development.view.title else leads
    for sourced in choices:
        text = sourced.fact.text
        if not stands(text, development) or has_come_to_pass(text, told[0]):
            continue
        if (
            leans(first_sentence(text, language))
            or _is_correction(text, language)
            or (faded and is_passing(text))
        ):
            continue
        return [sourced] if further_facts(told, [sourced.fact], language) else []
    return []


def headline_fact(view: ReportView, topic_id: str | None = None) -> SourcedFact:
    """The headline of a report as a fact: it can always stand alone."""
    text = plain_headline(view.title, {view.publisher})
    return SourcedFact(Fact(text, view.title, 0, 0), view.article_id, topic_id)


def update_facts(development: Development, told: Sequence[str], *, heads: bool) -> tuple[SourcedFact, ...]:
    """What an update says of one report: facts that were not told, understandable where they stand.

    `heads`: the report's own headline stands over the update, so its lead need not say that again.
    """
    headline, language = development.view.title, development.view.language
    heard = [headline, *told] if heads else told
    new = set(new_facts(heard, [sourced.fact for sourced in development.facts], language))
    fresh = [
        sourced
        for sourced in development.facts
        if sourced.fact in new
        or _is_lead(sourced, development)
        or share_told(heard, sourced.fact.text, language) < HALF
    ]
    if heads:
        fresh = [
            sourced
            for sourced in fresh
            if share_told([headline], sourced.fact.text, language) < REPEATED
            or corrections(told, [sourced.fact], language)
            or (_is_lead(sourced, development) and development.effect.kind in TOLD_IN_FULL)
        ]
    return tuple(standing_alone(fresh, development.view, headline=heads)[:UPDATE_FACTS])


def standing_alone(
    facts: Sequence[SourcedFact], view: ReportView, *, headline: bool = False
) -> list[SourcedFact]:
    """The facts in the order of their text, without those that lean on a sentence that is not among them.

    With `headline`, the report's headline stands above them, so its second sentence may lean on that.
    """
    kept: list[SourcedFact] = []
    starts = [view.text.find(sentence) for sentence in view.sentences]
    for sourced in sorted(facts, key=lambda sourced: sourced.fact.start):
        place = next((n for n, start in enumerate(starts) if start == sourced.fact.start), 0)
        led = place > 0 and any(other.fact.start == starts[place - 1] for other in kept)
        told = first_sentence(sourced.fact.text, view.language)
        answer = place == 0 and answers(told, view.language)  # to the headline
        alone = answer or not (leans(told) or has_unnamed_speaker(told))
        if led or (headline and place == 1) or alone:
            kept.append(sourced)
    return kept


def _in_order_of_telling(developments: Sequence[Development]) -> list[Development]:
    """Those that say how the affair stands, newest first, then the rest, newest first."""
    newest_first = list(reversed(developments))
    return sorted(newest_first, key=_rank)


def _rank(development: Development) -> int:
    if development.effect.kind in TAKES_THE_HEADLINE:
        return 0
    return 1 if development.effect.kind in (EffectKind.CORRECTS, EffectKind.COUNTS) else 2


def _is_lead(sourced: SourcedFact, development: Development) -> bool:
    return sourced.fact.start == min(other.fact.start for other in development.facts)


def _is_correction(text: str, language: str) -> bool:
    """Whether a text begins by saying that it puts something right."""
    opening, colon, _ = text[:_OPENING].replace("\uff1a", ":").partition(":")
    acts = reported_acts(opening, language) if colon else ()
    labelled = any(act.act is Act.CORRECTION and not act.agent for act in acts)
    return labelled or text.lower().startswith(("correction", "clarification"))


def _with_toll(
    chosen: list[SourcedFact],
    headline: str,
    developments: Sequence[Development],
    toll: Figure,
    most: int,
) -> list[SourcedFact]:
    """`chosen` with a fact that gives a death toll, the newest, in the place of the last where it is full.

    None is needed where the headline above them gives it. A headline that gives it stands for the fact of its
    own report that says the same in words that do not count.
    """
    if any(_gives(text, toll) for text in (headline, *(s.fact.text for s in chosen))):
        return chosen
    newest = next(
        (item for item in reversed(developments) if item.view.tolls.get("killed") == toll.number.value), None
    )
    if newest is None:
        return chosen
    topic_id = newest.facts[0].topic_id if newest.facts else None
    candidates = (*newest.facts, headline_fact(newest.view, topic_id))
    giving = next((sourced for sourced in candidates if _gives(sourced.fact.text, toll)), None)
    if giving is None:
        return chosen
    others = [sourced for sourced in chosen if not _is_same(sourced, giving, toll.language)]
    return [*others[: most - 1], giving]


def _is_same(sourced: SourcedFact, headline: SourcedFact, language: str) -> bool:
    """Whether a fact of the same report says what the headline says."""
    own = sourced.article_id == headline.article_id and headline.fact.start == headline.fact.end
    return own and share_told([sourced.fact.text], headline.fact.text, language) >= HALF


def _gives(text: str, toll: Figure) -> bool:
    told = figures_of(text, toll.language)
    return any((figure.toll, figure.number.value) == (toll.toll, toll.number.value) for figure in told)
