"""What is told with a bullet: its answer, and what the next sentences add in a few words; and no comment."""

from collections.abc import Sequence

from bot.model import Fact
from bot.news.acts.recognise import reported_acts
from bot.news.facts.answers import answers, denies
from bot.news.facts.features import Bullet
from bot.news.facts.no_fact_elsewhere import is_comment
from bot.news.facts.overtaken import recalls, tells_earlier_report
from bot.news.facts.people import counts_people
from bot.news.facts.selection import Questions, counts_fewer
from bot.news.figures.counted import figures
from bot.news.figures.elsewhere import is_listed
from bot.news.figures.novelty import new_facts, share_told
from bot.news.language.text import Sentence

REPEATED = 0.75
"""The share of a bullet's weight of words in the headline, from which it repeats that."""


def with_brief(
    chosen: Sequence[int], bullets: Sequence[Bullet], questions: Questions, limit: int
) -> list[int]:
    """The chosen bullets, the best first, and what sentences after theirs add in a few words: "Two died.".

    Where there is no room they take the place of the last bullets that tell neither this nor count people.
    """
    told, places = list(chosen), {bullets[number].candidate.number for number in chosen}
    for number, bullet in enumerate(bullets):
        place = bullet.candidate.number
        if not bullet.candidate.brief or place in places or place - 1 not in places:
            continue
        if questions.tells_little(number) or questions.needs_another(number):
            continue
        if len(told) >= limit:
            spare = [
                n for n in told[1:] if not (bullets[n].candidate.brief or counts_people(bullets[n].text))
            ]
            if not spare:
                break
            told.remove(spare[-1])
        told.append(number)
        places.add(place)
    return told


def answer_to(bullet: Bullet, told: Sequence[Bullet], language: str) -> Sentence | None:
    """The sentence after a bullet's, if that denies or confirms it and is not told as another bullet."""
    answer = bullet.candidate.following
    if answer is None or any(other.candidate.sentence.start == answer.start for other in told):
        return None
    return answer if answers(answer.text, language) or denies(answer.text, language) else None


def worth_telling(bullets: Sequence[Bullet], title: str, language: str, *, news: bool) -> list[Bullet]:
    """The bullets without older tolls than the headline's, and without earlier reports unless their denial is
    told with them.

    Of news, comment and what is only called to mind go, too, where something else is told; a comment that
    opens the text stays.
    """
    counted = [figure for figure in figures(title) if figure.kind]
    standing = [
        bullet
        for bullet in bullets
        if not (counted and counts_fewer(bullet.text, counted)) and _stands(bullet, language)
    ]
    if not news:
        return standing
    facts = [
        bullet
        for bullet in standing
        if not recalls(bullet.text, language)
        and (
            not bullet.candidate.number
            or not is_comment(bullet.text, language)
            or reported_acts(bullet.text, language)
        )
    ]
    return facts or standing


def _stands(bullet: Bullet, language: str) -> bool:
    """Whether a bullet is no earlier report, or the answer after it is told with it."""
    if not tells_earlier_report(bullet.text, language):
        return True
    answer = bullet.candidate.following
    return answer is not None and answers(answer.text, language)


def repeats_elsewhere(text: str, title: str, language: str) -> bool:
    """Whether a bullet in another language than English says nothing but its headline in other forms.

    No figure and no name of it is new, and few of its words.
    """
    if not title or not is_listed(language):
        return False
    told = [title]
    return share_told(told, text, language) >= REPEATED and not new_facts(
        told, [Fact(text, text, 0, len(text))], language
    )
