"""What is told with a bullet: its answer, and what the next sentences add in a few words."""

from collections.abc import Sequence

from bot.news.facts.answers import answers, denies
from bot.news.facts.features import Bullet
from bot.news.facts.people import counts_people
from bot.news.facts.selection import Questions
from bot.news.language.text import Sentence


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
