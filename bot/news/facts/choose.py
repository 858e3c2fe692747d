"""Choose the few sentences that an editor would choose, and trim them to bullets.

A bullet is worth the share of its words that an editor's bullets are likely to hold
(`bot.news.facts.features`), less what the bullets chosen before it already say (`bot.news.facts.selection`).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

from bot.model import Fact
from bot.news.facts import weights
from bot.news.facts.alone import (
    leans_back,
    needs_another,
    opens_with_headline,
    quotes_only,
    stranger_in,
    tells_little,
)
from bot.news.facts.answers import answers
from bot.news.facts.background import background_chance, is_english
from bot.news.facts.brief import is_figure
from bot.news.facts.bullets import (
    BLURB,
    MAX_CHARACTERS,
    TERM_BONUS,
    find_candidates,
    has_term,
    shortlist,
    trim,
)
from bot.news.facts.companions import answer_to, repeats_elsewhere, with_brief, worth_telling
from bot.news.facts.features import (
    Bullet,
    Candidate,
    Model,
    Words,
    bullet_features,
    weighted,
    word_worths,
    words_of,
)
from bot.news.facts.leaning import leans_elsewhere
from bot.news.facts.people import counts_people
from bot.news.facts.selection import Questions, Weighed, is_news, select
from bot.news.language.text import Sentence
from bot.news.language.words import fold_text, has_unspaced
from bot.news.trimming.datelines import lead_length
from bot.news.trimming.grounding import figures, governs, has_protected, left_out, words_around
from bot.news.trimming.persons import known_surnames
from bot.news.trimming.trim import finish

_FOLDED_WORD = re.compile(r"[^\W_]+")
"""A word as `fold_text` separates them."""
_DOMAINS = frozenset(["com", "org", "net"])
_INSIDE_WORD = re.compile(r"\w\w")
PEOPLE_BONUS = 0.03
"""Our own judgement: alerts are about how many people were hurt or sent."""
WORD_MALUS = 0.0118
"""What every word costs a bullet; without it they have two words more."""
LEAD_LENGTH = 30
"""More words than this cost the first sentence nothing: it says the news with its detail."""
HEADLINE_BONUS = 0.05
"""Where the article opens with the event that its headline names, the facts must not miss it."""
SPEECH = 0.6
"""The least chance of being background that a bullet of somebody's own words has: it is told where nothing
else is."""
ANSWERED = 400
"""Characters of a bullet and its denial."""
FEW = 3
"""Of so few sentences none that is unclear alone is told, even after another."""
MOST_IN_A_LINE = 0.8
"""The greatest chance of being background with which a sentence of a line is told: of 20 that have more, in
485 lines of news that would alert, 16 only said how things had long been."""
_LONG_HEADLINE = 24
"""A shorter headline may begin a sentence by chance."""
TITLED = Model(weights.WORD_WEIGHTS, weights.BULLET_WEIGHTS, weights.WORD_PRIORS)
UNTITLED = Model(
    weights.WORD_WEIGHTS_WITHOUT_HEADLINE, weights.BULLET_WEIGHTS_WITHOUT_HEADLINE, weights.WORD_PRIORS
)


def choose_facts(
    title: str,
    text: str,
    language: str = "en",
    terms: Sequence[str] = (),
    limit: int = 4,
    model: Model | None = None,
    published_at: datetime | None = None,
    news: bool = True,
) -> tuple[Fact, ...]:
    """The article's facts, at most `limit`, in the order of the text.

    `title` is the headline ("" for none), `text` the article's plain text, to which the offsets refer.
    `terms` are the words by which the article met a topic: facts that hold them are preferred. `model` is
    `TITLED` or `UNTITLED` unless given. `published_at` tells what was long before from what is new. `news`
    says that the article is surely news: of other kinds, comment and background are what they have to tell.
    A text may yield fewer facts; each of them satisfies `is_grounded`.
    """
    candidates = find_candidates(text, language, headed=bool(title))
    words = words_of(title, candidates)
    model = model or (TITLED if words.headline else UNTITLED)
    worths = word_worths(words, model.words, model.priors)
    bullets = _bullets(candidates, worths, terms, title, text, words)
    if len(candidates) <= FEW:
        bullets = [bullet for bullet in bullets if not _leans(bullet, language)]
    bullets = worth_telling(bullets, title, language, news=news)
    published = published_at.date() if published_at else None
    long = sum(not candidate.brief for candidate in candidates) > BLURB
    news = news and is_english(words)
    if news and not long:
        bullets = [bullet for bullet in bullets if _is_of_a_line(bullet, words, published)]
    news = news and long
    weighed = [Weighed(bullet, share_of(bullet, words, worths, model.bullets, terms)) for bullet in bullets]
    questions = _questions(bullets, words, published, title, language, news=news)
    chosen = select(weighed, questions, worths, limit, strict=news)
    if chosen and terms and not any(has_term(bullets[number].text, terms) for number in chosen):
        best = _best_about(terms, weighed, questions, strict=news)
        chosen = [*chosen[: limit - 1], best] if best is not None else chosen
    told = [bullets[number] for number in sorted(with_brief(chosen, bullets, questions, limit))]
    facts = [_fact(bullet, answer_to(bullet, told, language), text) for bullet in told]
    return tuple(safe for fact in facts if fact and (safe := safe_fact(fact, text)))


def _is_of_a_line(bullet: Bullet, words: Words, published: date | None) -> bool:
    """Whether a sentence of a line of news may be told: it is hardly background, or tells a figure."""
    if bullet.candidate.brief or any(is_figure(token.key) for token in bullet.tokens):
        return True
    return counts_people(bullet.text) or _chance(bullet, words, published) <= MOST_IN_A_LINE


def _best_about(
    terms: Sequence[str],
    weighed: Sequence[Weighed],
    questions: Questions,
    *,
    strict: bool,
) -> int | None:
    """The number of the best bullet that holds a topic's word and may be told first."""
    about = [
        number
        for number, (bullet, _) in enumerate(weighed)
        if has_term(bullet.text, terms)
        and not questions.tells_little(number)
        and not questions.needs_another(number)
        and (not strict or is_news(bullet, questions.chance(number), 0))
    ]
    return max(about, key=lambda number: weighed[number].share, default=None)


def _questions(
    bullets: Sequence[Bullet], words: Words, published: date | None, title: str, language: str, *, news: bool
) -> Questions:
    """What is asked of a bullet that may be told next, by its number, once at most."""
    return Questions(
        cache(lambda number: _chance(bullets[number], words, published)),
        cache(
            lambda number: (
                not _answers_headline(bullets[number], language)
                and (
                    needs_another(bullets[number], words, published)
                    or leans_elsewhere(bullets[number].text, language)
                )
            )
        ),
        cache(lambda number: stranger_in(bullets[number], words) if news else None),
        cache(
            lambda number: (
                tells_little(bullets[number], words)
                or repeats_elsewhere(bullets[number].text, title, language)
            )
        ),
    )


def _answers_headline(bullet: Bullet, language: str) -> bool:
    """Whether the text opens with an answer or with one more of them, which is clear below the headline."""
    body = bullet.candidate.body
    return bullet.candidate.number == 0 and (body.startswith("Another ") or answers(body, language))


def _leans(bullet: Bullet, language: str) -> bool:
    """Whether a bullet is unclear alone."""
    leans = leans_back(bullet) or leans_elsewhere(bullet.text, language)
    return leans and not _answers_headline(bullet, language)


def _chance(bullet: Bullet, words: Words, published: date | None) -> float:
    """The chance that the bullet is background; what somebody says in his own words is seldom less likely."""
    chance = background_chance(bullet, words, published)
    return max(chance, SPEECH) if quotes_only(bullet) else chance


def _bullets(
    candidates: Sequence[Candidate],
    worths: Mapping[str, float],
    terms: Sequence[str],
    title: str,
    text: str,
    words: Words,
) -> list[Bullet]:
    """The most promising candidates, trimmed, without links that are the headline."""
    known, headline = known_surnames(title, text), fold_text(title)
    trimmed = (
        trim(candidate, worths, known, words)
        for candidate in shortlist(candidates, worths, terms)
        if not _is_link(candidate.body, headline)
    )
    return [bullet for bullet in trimmed if bullet]


def _is_link(body: str, headline: str) -> bool:
    """Whether a sentence is the headline, folded, alone or with a publisher or other headings around it."""
    if not headline:
        return False
    folded = fold_text(body)
    if len(headline) < _LONG_HEADLINE:
        return folded == headline
    place = f" {folded} ".find(f" {headline} ")
    if place < 0:
        return False
    words = list(_FOLDED_WORD.finditer(body))
    after = words[len(folded[:place].split()) + len(headline.split()) :]
    return not after or not after[0][0][0].islower() or after[-1][0] in _DOMAINS


def _fact(bullet: Bullet, answer: Sentence | None, text: str) -> Fact | None:
    """A bullet with its answer, or none where the two are too long: nobody is to miss the answer."""
    sentence = bullet.candidate.sentence
    if answer is None:
        return Fact(bullet.text, sentence.text, sentence.start, sentence.end)
    space = "" if has_unspaced(bullet.text[-2:]) else " "
    both = f"{bullet.text}{space}{finish(answer.text)}"
    if len(both) > ANSWERED:
        return None
    return Fact(both, text[sentence.start : answer.end], sentence.start, answer.end)


def share_of(
    bullet: Bullet,
    words: Words,
    worths: Mapping[str, float],
    share_weights: Mapping[str, float],
    terms: Sequence[str],
) -> float:
    """The share of the bullet's words expected in an editor's bullets, adjusted by our own judgement.

    The topic's words, counts of people and the headline's event raise it; length lowers it.
    """
    features = bullet_features(bullet, words, worths)
    share = weighted(features, share_weights) + TERM_BONUS * has_term(bullet.text, terms)
    share += PEOPLE_BONUS * counts_people(bullet.text) + HEADLINE_BONUS * opens_with_headline(bullet, words)
    size = len(bullet.tokens)
    return share - WORD_MALUS * (size if bullet.candidate.number else min(size, LEAD_LENGTH))


def is_grounded(fact: Fact, article_text: str) -> bool:
    """Whether the fact may be sent.

    Its source must stand in the article at its offsets. The bullet must consist of words of the source, in
    order, with every figure unchanged. The words left out, but those of a dateline, must not be protected; if
    the bullet is an unbroken run of its source, the clauses around it may hold modals and quantities of their
    own.
    """
    if article_text[fact.start : fact.end] != fact.source or _breaks_word(article_text, fact):
        return False
    lead = fold_text(fact.source[: lead_length(fact.source)]).split()
    words, source = fold_text(fact.text).split(), fold_text(fact.source).split()
    if words[: len(lead)] != lead:  # a dateline may hold any word: "TAL TAMR, Syria - "
        source = source[len(lead) :]
    if not words:
        return False
    if not figures(fact.text) <= figures(fact.source):
        return False
    missing = left_out(words, source)
    if missing is not None and not has_protected(" ".join(missing)):
        return True
    around = words_around(words, source)
    return around is not None and not governs(" ".join(around))


def _breaks_word(text: str, fact: Fact) -> bool:
    """Whether the source starts or ends inside a word of the article."""
    return any(0 < at < len(text) and _INSIDE_WORD.match(text, at - 1) for at in (fact.start, fact.end))


def safe_fact(fact: Fact, article_text: str) -> Fact | None:
    """The fact if it is grounded, else its whole source sentence if that is grounded and fits, else None."""
    if is_grounded(fact, article_text):
        return fact
    whole = Fact(finish(fact.source), fact.source, fact.start, fact.end)
    return whole if len(whole.text) <= MAX_CHARACTERS and is_grounded(whole, article_text) else None
