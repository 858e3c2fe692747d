"""Turn an article's sentences into trimmed bullets, from which the facts are chosen."""

import math
from collections.abc import Collection, Mapping, Sequence

from bot.news.facts.answers import answers
from bot.news.facts.attribution import only_attributes
from bot.news.facts.boilerplate import is_heading, is_junk, marks_in, report_in
from bot.news.facts.brief import MIN_WORDS, fewest_words, is_figure, tells_briefly, tells_toll
from bot.news.facts.features import Bullet, Candidate, Token, Words, starts_of, tokens_of
from bot.news.facts.headline import says_again
from bot.news.facts.lists import is_remark, list_items
from bot.news.facts.no_fact import announcements_in, presents, tells_no_fact
from bot.news.facts.no_fact_elsewhere import tells_no_fact_elsewhere
from bot.news.facts.others import words_of_others
from bot.news.language.days import WEEKDAYS
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule
from bot.news.language.tags import primary
from bot.news.language.text import Sentence, sentences
from bot.news.language.words import fold_text, word_count
from bot.news.trimming.datelines import lead_end
from bot.news.trimming.trim import Cut, apply_cuts, find_cuts, is_balanced

_ONLY_SAID = Rule(
    r"[^,\"\u201c]{3,60}\b(?:(?:said|says|added|asked|asks|recalled|explained|wrote|writes|tweeted|posted|continued|joked)"
    r"(?: (?:in|at|on|during|to|late|early|[A-Z][a-z]+day)\b"
    r"(?:(?! (?:that|it|he|she|they|its|there|is|are|was|were|had|has|have|will|would) )[^,\"\u201c]"
    r"|, (?=20\d\d))*)?"
    r"|asked in (?:the|an) interview, [a-z]+ing [^\"\u201c]*"
    r"|(?:tweeted|said|wrote|added), (?:an?|one|two|hours|days|just|shortly|as|while|after|before|during"
    r"|referring|echoing|citing) [^,\"\u201c]*"
    r"|(?:was|were) asked (?:about|whether|if|by) [^\"\u201c]*"
    r"|(?:covered|reported on|noted|detailed|described) what [^\"\u201c]{3,80} says?\b[^\"\u201c]*"
    r"|(?:echoed|weighed in on|commented on|(?:responded|reacted) to (?:the )?(?:criticism|critics|comments"
    r"|remarks|news|allegations|claims)) [^,\"\u201c]*|had (?:a few|some|many) (?:things|words) [^,\"\u201c]*"
    r"|(?:responded|replied|reacted|hit back|fired back)(?: (?:to|at) [^,\"\u201c]{3,60})?"
    r" (?:in|on|via) (?:(?:an?|his|her|its|their|the|late|early|another|series of) ){0,3}"
    r"(?:Twitter|Facebook|Instagram|tweets?|posts?|statements?|interviews?|videos?|letters?)"
    r"(?: (?:on )?[A-Z][a-z]+day)?)\.$"
)
"""Somebody spoke, but not what he said."""
_BREAKS_OFF = Rule(
    r"[ ,](?:but|and|or|nor|because|while|although|of|the|an?|with|from|which|who|than|their|its|every"
    r"|included|going|saying|adding|noting|arguing)\.$"
)
"""A clause is gone that these words need."""
_LAST_WORD = 12
"""Characters among which the last word and what is before it stand."""
_SPEAKS = frozenset(
    "said says added acknowledged admitted argued claimed announced explained insisted noted recalled stated"
    " asserted stressed suggested testified warned confirmed conceded contended alleged declared".split()
)
"""What follows such a verb is the news."""
_NO_MEANING = FUNCTION_WORDS.union(WEEKDAYS)
_QUOTED = Rule('["\u201c]([^"\u201c\u201d]{4,200})["\u201d]')
_NO_ENDS = ("?", ":", "\u061f", "\uff1f", "\uff1a")
"""How questions and introductions end."""
MAX_CHARACTERS = 240
MAX_WORDS = 40
LEAD_LIMITS = 270, 44
"""Characters and words of the first sentence's, which says the news with its detail."""
TEXT_CAP, SENTENCES_CAP = 30_000, 400
"""Characters and sentences of a text among which facts are sought: what comes later is background."""
BLURB = 4
"""So few sentences are a programme's line about itself, which may end in who presents it."""
SENTENCE_CAP = 700
"""Characters of a sentence that may become a bullet. The cost of trimming grows with the cube of the length,
and of a longer one hardly a cut leaves so little as a bullet may hold."""
SHORTLIST = 13
"""How many candidates, the most promising, are trimmed and weighed."""
DEPTH_MALUS = 0.04
"""How much a candidate's promise loses each time the number of sentences before it doubles."""
TRIMMED_AWAY = 3
"""Added to a candidate's length in words, so that very short ones do not head the shortlist."""
CUT_BELOW = 0.42
"""A clause is cut if the mean worth of its words is less than this, which holds for all but one in twelve."""
TELLING_BELOW = 0.25
"""The same for a clause that is news in its own right: one joined by "and", or what somebody says in it."""
_TELLS = frozenset(
    "and saying telling announcing warning claiming promising vowing arguing insisting adding accusing asking"
    " urging demanding revealing".split()
)
"""How such a clause begins."""
OPENING = 2
"""In this many first sentences an article names the day of its news."""
THIN = 3
"""So few words of meaning beside the headline's make a bullet that tells next to nothing."""
TERM_BONUS = 0.15
"""Added to the expected share of a bullet that holds one of the topic's words."""


def find_candidates(text: str, language: str, *, headed: bool = False) -> list[Candidate]:
    """The sentences that may become bullets; one without a full stop only where it is all the text.

    `headed`: a headline stands above them, which the first may answer ("The army denied it.").
    """
    text = text[:TEXT_CAP]
    marks, announcements, least = marks_in(text), announcements_in(text), fewest_words(language)
    read = sentences(text, language)[:SENTENCES_CAP]
    found = [report_in(sentence) for sentence in read]
    english = primary(language) == "en" and len(found) > BLURB
    strange = words_of_others(found, text)
    usable = [
        place
        for place, sentence in enumerate(found)
        if len(sentence.text) <= SENTENCE_CAP
        and place not in strange
        and not is_junk(sentence.text, marks)
        and not tells_no_fact(sentence.text, announcements)
        and not tells_no_fact_elsewhere(sentence.text, language)
        and not only_attributes(sentence.text, language)
    ]
    answering = {place for place in usable if answers(found[place].text, language)}
    alone = [place for place in usable if place not in answering or (headed and place == 0)]
    items = list_items(found)
    whole = items | {place for place in alone if found[place] is not read[place]}
    proper = [
        place for place in alone if place in whole or _may_be_told(found[place], language, remarks=english)
    ]
    if 1 < len(found) <= BLURB and proper and proper[-1] == len(found) - 1 and presents(found[-1].text, text):
        proper.pop()
    if not proper and len(found) == 1:
        proper = [place for place in alone if word_count(found[place].text) >= least]
    known, candidates = frozenset(usable), list[Candidate]()
    for place in proper:
        sentence = found[place]
        body = sentence.text[lead_end(sentence.text) :]
        if body:
            following = found[place + 1] if place + 1 in known else None
            brief = tells_toll(body) or (is_heading(body, least) and tells_briefly(body, language))
            needed = 1 if brief or place in answering else least
            number = len(candidates)
            candidates.append(Candidate(number, sentence, body, tokens_of(body), needed, following))
    return candidates


def _may_be_told(sentence: Sentence, language: str, *, remarks: bool) -> bool:
    """Whether a sentence is one, and can be a bullet of its own; `remarks` are sought in longer texts."""
    text = sentence.text
    if sentence.index == 0 and text[0].islower():
        return False
    few_words = is_heading(text, fewest_words(language)) or (remarks and is_remark(text))
    return not few_words or tells_briefly(text, language) or answers(text, language)


def has_term(text: str, terms: Sequence[str]) -> bool:
    """Whether the text holds one of the topic's words, as a whole word."""
    if not terms:
        return False
    folded = f" {fold_text(text)} "
    return any(f" {fold_text(term)} " in folded for term in terms)


def quotations_in(bullet: Bullet) -> frozenset[str]:
    """What the bullet quotes, of two words at least, in lower case."""
    return frozenset([quoted.lower().strip(",.") for quoted in _QUOTED.findall(bullet.text) if " " in quoted])


def shortlist(
    candidates: Sequence[Candidate], worths: Mapping[str, float], terms: Sequence[str]
) -> list[Candidate]:
    """The candidates worth trimming, in order: the worth of their words promises most, and they come
    early."""

    def promise(candidate: Candidate) -> float:
        worth = sum(map(worths.__getitem__, set(candidate.keys)))
        depth = DEPTH_MALUS * math.log2(1 + candidate.number)
        return worth / (TRIMMED_AWAY + len(candidate.tokens)) - depth

    ranked = sorted(candidates, key=promise, reverse=True)
    about = [candidate for candidate in ranked if has_term(candidate.body, terms)][: SHORTLIST // 2]
    best = {candidate.number: candidate for candidate in (*about, *ranked[:SHORTLIST])}
    return [best[number] for number in sorted(best)]


def trim(
    candidate: Candidate,
    worths: Mapping[str, float],
    known: Collection[str] = (),
    words: Words | None = None,
) -> Bullet | None:
    """The candidate without the clauses that it does not need; None where no good bullet results.

    `known` are the surnames that need no given name (`bot.news.trimming.persons`), `words` the article's: a
    clause stays where what is left would tell too little.
    """
    body, tokens = candidate.body, candidate.tokens
    if not tokens or body.rstrip("\"'\u201d\u2019)").endswith(_NO_ENDS):
        return None
    cuts = [
        cut
        for cut in find_cuts(body, known)
        if cut.always or not _is_needed(body[cut.start : cut.end], words)
    ]
    starts = starts_of(body) if cuts else [0] * len(tokens)  # only cuts need them
    placed = list(zip(starts, tokens, strict=True))
    opens = candidate.number < OPENING and words is not None and bool(cuts) and not says_again(tokens, words)
    characters, size = (MAX_CHARACTERS, MAX_WORDS) if candidate.number else LEAD_LIMITS
    for threshold in (CUT_BELOW, 1.0):
        chosen = _worthless(cuts, placed, worths, threshold)
        kept = _kept(placed, chosen)
        bullet = apply_cuts(body, chosen)
        while kept and (_breaks_off(bullet) or _tells_too_little([token for _, token in kept], words, opens)):
            optional = [cut for cut in chosen if not cut.always]
            if not optional:
                break
            chosen.remove(min(optional, key=lambda cut: cut.end - cut.start))
            kept = _kept(placed, chosen)
            bullet = apply_cuts(body, chosen)
        if len(bullet) <= characters:
            break
    enough = len(kept) >= candidate.least
    fits = enough and len(kept) <= size and len(bullet) <= characters
    if not fits or not is_balanced(bullet) or _ONLY_SAID.match(bullet) or _breaks_off(bullet):
        return None
    return Bullet(candidate, bullet, tuple([token for _, token in kept]), body[: kept[0][0]])


def _breaks_off(text: str) -> bool:
    return _BREAKS_OFF.search(text, max(0, len(text) - _LAST_WORD)) is not None


def _is_needed(part: str, words: Words | None) -> bool:
    """Whether a part of a sentence is the first of two clauses joined by "and", or dates what is told."""
    return part.endswith((" and ", " but ")) or _dates_it(part, words)


def _dates_it(part: str, words: Words | None) -> bool:
    """Whether a part of a sentence names a weekday that the article's first sentences do not name.

    Without it, what happened days ago would be told as the news of the day.
    """
    if words is None or "day" not in part:
        return False
    folded = part.lower()
    named = [words.first.get(day, OPENING) for day in WEEKDAYS if day in folded]
    return bool(named) and min(named) >= OPENING


def _kept(words: Sequence[tuple[int, Token]], cuts: Sequence[Cut]) -> list[tuple[int, Token]]:
    if not cuts:
        return list(words)
    return [word for word in words if not any(cut.start <= word[0] < cut.end for cut in cuts)]


def _tells_too_little(tokens: Sequence[Token], words: Words | None, opens: bool) -> bool:
    """Whether a clause less is too much; `opens`: the whole sentence tells more than the headline."""
    if len(tokens) < MIN_WORDS or words is None:
        return len(tokens) < MIN_WORDS
    return tokens[-1].word in _SPEAKS or is_thin(tokens, words) or (opens and says_again(tokens, words))


def is_thin(tokens: Sequence[Token], words: Words) -> bool:
    """Whether a part of a longer text tells next to nothing beside its headline.

    It has no figure and few other words of meaning, or hardly one that is no name.
    """
    if words.sentences <= BLURB:
        return False
    new = [token for token in tokens if token.key not in words.headline and token.word not in _NO_MEANING]
    if any(is_figure(token.key) for token in new):
        return False
    return len({token.key for token in new}) <= THIN or all(token.capital for token in new)


def _worthless(
    cuts: Sequence[Cut],
    words: Sequence[tuple[int, Token]],
    worths: Mapping[str, float],
    threshold: float,
) -> list[Cut]:
    """The cuts to make: the longest of those that overlap, and no other where one needs the bullet unbroken.

    `words` are the words of the sentence, each with its offset.
    """
    chosen = [cut for cut in cuts if cut.always]
    for cut in sorted((cut for cut in cuts if not cut.always), key=lambda cut: cut.start - cut.end):
        if any(cut.start < other.end and other.start < cut.end for other in chosen if not other.always):
            continue
        gone = [token for start, token in words if cut.start <= start < cut.end]
        tells = gone and gone[0].word in _TELLS and threshold < 1
        limit = TELLING_BELOW if tells else threshold
        if gone and sum(worths[token.key] for token in gone) / len(gone) < limit:
            chosen.append(cut)
    tails = [cut for cut in chosen if cut.whole_tail]
    return [cut for cut in chosen if cut.start == 0 or cut in tails] if tails else chosen
