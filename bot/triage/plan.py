"""What new reports of a story lead to: an alert, an update, a silent edit, or nothing. Pure.

Each story has one alert, which is edited into the state of the affair. What a report does to its story
(`bot.news.developments`) decides whether it also makes an update, and `TELLING` says which do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model import EDITABLE_FOR, AlertKind, AlertRecord, Effect, EffectKind, SourcedFact
from bot.news.developments.decide import effect_of
from bot.news.developments.disputes import disputes
from bot.news.developments.effect import Telling, telling_of
from bot.news.developments.summary import update_facts
from bot.news.figures.novelty import corrections
from bot.news.figures.reading import numbers_of
from bot.news.kinds.kind import Kind
from bot.news.language.tags import primary
from bot.news.reports import PlacedArticle, development_of, headline_of, loud_among, summary_of, view_of
from bot.triage.corrections import corrected_message
from bot.triage.pace import UpdatePace, next_update_at
from bot.triage.parting import correction_of, founders_effects
from bot.triage.steps import Affair, Announce, Edit, Gather, Step, StoryPlan, Update

GATHERED = 8
"""The most bullets in an update that gathered facts while it waited."""
GATHERS_UNTIL = timedelta(minutes=1)
"""How long before it is due an update stops taking facts: it may be rendered by then, and later facts would
reach nobody."""
EDIT_GAP = timedelta(minutes=5)
COMPARED = 12
"""How many of a story's newest reports have their figures compared."""


def plan(affair: Affair, reports: Sequence[PlacedArticle], pace: UpdatePace, now: datetime) -> StoryPlan:
    """What to do about a story's new `reports`, which are in the order of publication.

    There may be none where reports were found to be of another event.
    """
    affair = founders_effects(affair)
    judged, tellings = _judge(affair, reports)
    effects = {report.article.id: report.effect for report in judged if report.effect is not None}
    if affair.left_id is not None:
        effects = {r.article.id: r.effect for r in affair.earlier if r.effect is not None} | effects
    new = loud_among(judged)
    if not (new or affair.left or affair.left_id):
        return StoryPlan(effects, affair.headline)
    edited = {report.article.id for report in judged}
    kept = [report for report in affair.earlier if report.article.id not in edited]
    everything = loud_among([*kept, *judged]) or (*kept, *judged)
    facts = summary_of(everything)
    headline = headline_of(everything).fact.text or affair.headline
    differing = disputes(
        [(view_of(report), report.effect) for report in _compared(everything)],
        (headline, *_texts(facts)),
        everything[0].article.language,
    )
    made = StoryPlan(effects, headline, facts, differences=differing)
    if affair.sequel_id:
        late = [one for one in everything if now - one.article.published_at <= EDITABLE_FOR]
        told = headline_of(late or everything).fact.text or headline
        made = replace(made, sequel_facts=tuple(_of_late(facts, affair, now)), sequel_headline=told)
    if not any(record.kind is AlertKind.ALERT for record in affair.told):
        return replace(made, steps=(Announce(),) if new else ())
    correction = correction_of(affair, now) if affair.left else None
    if correction is not None:
        record = _as_record(correction, affair.story_id, now)
        affair = replace(affair, told=(*affair.told, record))
    steps = _follow_up(affair, new, tellings, facts, pace, now)
    return replace(made, steps=steps if correction is None else (correction, *steps))


def _compared(reports: Sequence[PlacedArticle]) -> Sequence[PlacedArticle]:
    """The reports whose figures are compared: the newest, and the newest of those in the alert's language."""
    own = [one for one in reports if primary(one.article.language) == primary(reports[0].article.language)]
    newest = {one.article.id for one in (*own[-COMPARED:], *reports[-COMPARED:])}
    return [one for one in reports if one.article.id in newest]


def edit_of(affair: Affair, now: datetime) -> Edit | None:
    """When the story's alerts, or what stands for them, may be edited; None where they are too old."""
    if affair.needs_sequel(now):
        return None
    edited_at = affair.edited_at
    return Edit(now if edited_at is None else max(now, edited_at + EDIT_GAP), affair.sequel_id)


def _judge(
    affair: Affair, reports: Sequence[PlacedArticle]
) -> tuple[list[PlacedArticle], dict[int, Telling]]:
    """The new reports with what they do to the story of those before them, and what that does to chats.

    A report that its publisher only polished still does what it did, but that is told already.
    """
    before = {report.article.id: report.earlier for report in reports if report.earlier}
    earlier = [
        replace(report, article=before.get(report.article.id, report.article)) for report in affair.earlier
    ]
    effects = {report.article.id: report.effect for report in earlier}
    for_all = any(report.silence is None for report in (*earlier, *reports))
    unheard = bool(affair.told) and all(record.silent for record in affair.told)
    heard = loud_among(earlier) if affair.told else [r for r in earlier if r.silence is None]
    views = [view_of(report) for report in heard]
    news_at = max((r.article.published_at for r in heard if _brings_news(r.effect)), default=None)
    judged: list[PlacedArticle] = []
    tellings: dict[int, Telling] = {}
    for report in reports:
        effect = effect_of(view_of(report), views, news_at)
        if report.placement:
            effect = replace(effect, reasons=(*effect.reasons, report.placement))
        # An edit that parts a story is told by the correction.
        parted = bool(report.earlier and affair.left)
        telling = Telling.EDIT if parted else _telling(report, effect, for_all, unheard=unheard)
        tellings[report.article.id] = telling
        quiet = telling in (Telling.EDIT, Telling.NOTHING)
        unheard = unheard and quiet
        polished = report.earlier and quiet
        kept = effects.get(report.article.id) if polished else None
        judged.append(replace(report, effect=kept or effect))
        if report.silence is None or (report.optional and not for_all):
            views.append(view_of(report))
            news_at = report.article.published_at if _brings_news(effect) else news_at
    return judged, tellings


def _brings_news(effect: Effect | None) -> bool:
    """Whether a report with this effect founds its story or makes an update."""
    if effect is None:
        return False
    return effect.kind is EffectKind.FOUNDS or telling_of(effect) in (Telling.UPDATE, Telling.UPDATE_NOW)


def _telling(report: PlacedArticle, effect: Effect, for_all: bool, *, unheard: bool) -> Telling:
    """What chats that have the alert get of a report; `for_all`: the story has reports that alert everybody.

    A live page says something new all day, so it only brings the alert up to date. What only some chats chose
    to hear changes nothing that others read. Where all that was told is `unheard`, since nothing was surely
    news, the first that is makes an update.
    """
    if report.optional and for_all:
        return Telling.NOTHING
    telling = telling_of(effect)
    if (report.kind == Kind.LIVE or report.optional) and telling is not Telling.NOTHING:
        return Telling.EDIT
    return Telling.UPDATE if unheard and report.sure and telling is Telling.EDIT else telling


def _follow_up(
    affair: Affair,
    new: Sequence[PlacedArticle],
    tellings: Mapping[int, Telling],
    facts: tuple[SourcedFact, ...],
    pace: UpdatePace,
    now: datetime,
) -> tuple[Step, ...]:
    """What chats that have the alert get."""
    parted = affair.left or affair.left_id
    if not parted and all(tellings[report.article.id] is Telling.NOTHING for report in new):
        return ()
    steps: list[Step] = []
    told = list(affair.told)
    for urgency in (Telling.UPDATE_NOW, Telling.UPDATE):
        loud = [report for report in new if tellings.get(report.article.id) is urgency]
        if loud:
            step = _update(replace(affair, told=tuple(told)), loud, facts, urgency, pace, now)
            steps.append(step)
            if isinstance(step, Update):
                told.append(_as_record(step, affair.story_id, now))
    edit = edit_of(affair, now)
    if edit is not None:
        return (*steps, edit)
    counted = [r for r in new if r.effect and r.effect.kind is EffectKind.COUNTS]
    if counted and not steps:
        # What can no longer be edited in is told all the same, without a sound.
        step = _update(affair, counted, facts, Telling.UPDATE, pace, now)
        return (replace(step, silent=True),) if isinstance(step, Update) else (step,)
    return tuple(steps)


def _as_record(step: Update, story_id: int, now: datetime) -> AlertRecord:
    """An update of this run as the next step of the run sees it."""
    return AlertRecord(
        0,
        story_id,
        AlertKind.UPDATE,
        step.position,
        step.facts,
        now,
        step.due_at,
        step.headline,
        step.report_id,
    )


def _update(
    affair: Affair,
    loud: Sequence[PlacedArticle],
    facts: tuple[SourcedFact, ...],
    urgency: Telling,
    pace: UpdatePace,
    now: datetime,
) -> Update | Gather:
    """One update with the news of `loud`, or their place in one that still waits."""
    earlier = [record for record in affair.told if record.kind is AlertKind.UPDATE]
    waiting = earlier[-1] if earlier and earlier[-1].due_at > now + GATHERS_UNTIL else None
    if waiting is not None and waiting.id and urgency is Telling.UPDATE:
        return _gather(affair, waiting, loud)
    head = _most_important(loud)
    news = _news_of(affair, loud, head)
    sequel = affair.needs_sequel(now)
    at_once = urgency is Telling.UPDATE_NOW
    return Update(
        position=affair.next_position,
        headline=head.article.title,
        facts=_lead_with(news, _of_late(facts, affair, now)) if sequel else news,
        due_at=now if at_once else next_update_at([record.due_at for record in earlier], pace, now),
        report_id=head.article.id,
        reply_to_id=affair.told[-1].id or None
        if sequel
        else corrected_message(affair.told, head) or affair.sequel_id,
        sequel=sequel,
    )


def _of_late(facts: Sequence[SourcedFact], affair: Affair, now: datetime) -> list[SourcedFact]:
    """The facts, except those of reports so old that their alert could no longer be edited."""
    old = {one.article.id for one in affair.earlier if now - one.article.published_at > EDITABLE_FOR}
    return [sourced for sourced in facts if sourced.article_id not in old]


def _lead_with(news: Sequence[SourcedFact], facts: Sequence[SourcedFact]) -> tuple[SourcedFact, ...]:
    known = {sourced.fact.text for sourced in news}
    return (*news, *(sourced for sourced in facts if sourced.fact.text not in known))


def _gather(affair: Affair, waiting: AlertRecord, loud: Sequence[PlacedArticle]) -> Gather:
    """The waiting update with the news of `loud`, the most important first."""
    known = {report.article.id: report for report in affair.earlier}
    before = known.get(waiting.report_id or 0)
    head = _most_important([before, *loud] if before else loud)
    news = _news_of(affair, loud, head)
    own = head is before
    gathered = (*waiting.facts, *news) if own else (*news, *waiting.facts)
    return Gather(
        waiting.id,
        waiting.headline if own else head.article.title,
        gathered[:GATHERED],
        waiting.report_id if own and waiting.report_id else head.article.id,
    )


def _most_important(reports: Sequence[PlacedArticle]) -> PlacedArticle:
    """The newest of the most important reports."""
    return max(
        enumerate(reports), key=lambda item: (item[1].effect.importance if item[1].effect else 0, item[0])
    )[1]


def _news_of(affair: Affair, loud: Sequence[PlacedArticle], head: PlacedArticle) -> tuple[SourcedFact, ...]:
    """The facts of an update: those of the report whose headline it has, then what the others add."""
    everybodys = [r for r in affair.told if r.kind is AlertKind.UPDATE or r.position == 0]
    told = [line for r in everybodys for line in (r.headline, *_texts(r.facts)) if line]
    # Alerts are renewed, so that what they said at first is known from the reports alone.
    new_ids = {report.article.id for report in loud}
    known = [
        report for report in affair.earlier if report.silence is None and report.article.id not in new_ids
    ]
    told += [line for report in known for line in (report.article.title, *view_of(report).sentences)]
    news: list[SourcedFact] = []
    for report in sorted(loud, key=lambda report: report is not head):
        topic = report.matches[0].topic_id if report.matches else None
        facts = update_facts(development_of(report, topic), [*told, *_texts(news)], heads=report is head)
        news += [
            replace(sourced, topic_id=None, note=_note(sourced, told, report.article.language))
            for sourced in facts
        ]
    return tuple(news[:GATHERED])


def _texts(facts: Sequence[SourcedFact]) -> list[str]:
    return [sourced.fact.text for sourced in facts]


def _note(sourced: SourcedFact, told: Sequence[str], language: str) -> str:
    """ "now 15 (earlier 12)" where a fact changes a figure that was told and does not give both itself."""
    own = {number.value for number in numbers_of(sourced.fact.text, language)}
    changes = [
        change
        for change in corrections(told, [sourced.fact], language)
        if own.isdisjoint(number.value for number in numbers_of(change.earlier, language))
    ]
    if len(changes) == 1:
        return f"now {changes[0].now} (earlier {changes[0].earlier})"
    return ", ".join(f"{c.label.lower()} now {c.now} (earlier {c.earlier})" for c in changes)
