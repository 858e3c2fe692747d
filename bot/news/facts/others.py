"""Sentences of a text that are not its reporter's, though no quotation marks stand around each of them.

Posts and letters that a page shows, opinion, long quotations, what goes on from a picture's caption: told as
facts, they would put somebody's words into the publisher's mouth.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from bot.news.facts.boilerplate import is_caption, is_heading
from bot.news.facts.no_fact import argues
from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.text import Sentence

MOST_SPEECH = 1 / 3
"""The greatest part of a report's paragraphs in which somebody speaks of himself without quotation marks."""
_SIGNED_POST = Rule(r"[\u2014\u2013-] ?[^()\n\u2014]{2,60}\(@\w{2,30}\)")
"""Under a post that a page shows stand its author's name and account."""
_REPORTED = Rule(
    ':$|["\u201c]|\\b(?:said|says|told|added|wrote|tweeted|posted|responded|replied|reported|according)\\b'
)
"""What a reporter puts between two posts."""
_SHOWN = Rule(r"(?:In )?[Tt]his (?:undated |file |[\w., ]{0,30}?)(?:photo|image|picture)\b")
SAME_START = 30
"""Two texts that begin with the same so many characters are one."""
CAPTION = 4
"""Sentences of the longest caption."""
_CREDITS = (
    "(Photo: ", "(Image: ", "(Credit: ", "(AP Photo", "Getty Images)", "via AP)", "(Reuters/", "/Reuters)",
)  # fmt: skip
"""Who took a picture, at its caption's end."""
_CREDIT_NEXT = Rule(
    r"(?:\| )?[A-Z][\w.'\u2019-]{1,20}(?: [A-Z][\w.'\u2019-]{1,20}){1,2} ?/ ?"
    r"(?:Getty|AP\b|AFP|Reuters|EPA|Bloomberg|[A-Z][\w ]{2,30} via (?:AP|Getty))"
    r"|\((?:[\w/]{2,20} ){1,2}(?:photo|image|picture)\)|\u00a9",
    re.IGNORECASE,
)
"""A credit that follows a caption."""
_SPEAKER = Rule(r"([^\W\d_][\w .'\u2019-]{1,30})[:\uff1a]")
"""Who speaks, in a paragraph of a transcript or an interview."""
_LABELLED = 40
"""Characters of a paragraph in which his name stands."""
SCENE = 8
"""Sentences of the longest scene with which a text opens before it says that nothing of it is real."""
_LONGEST_REVOKING = 240
_UNREAL = (
    r"(?:false|fake|untrue|not true|fabricated|baseless|unfounded|bogus|debunked|made[- ]up|fiction(?:al)?"
    r"|satir(?:e|ical)"
    r"|(?:an? |just an? |only an? |all an? )?(?:hoax|prank|joke|dream|April Fool\w*|parody|drill|exercise"
    r"|rehearsal|simulation|test run|training exercise)|pants on fire|incorrect|invented)"
)
_SCENE = (
    r"(?:That|This|It|Such|So)(?:['\u2019]s| is| was|,? at least,? (?:is|was)) "
    r"(?:(?:just|only|all|part of|merely|not real, but) )?"
    r"(?:the|an?) (?:[\w-]{1,20} ){0,2}(?:scenario|premise|plot|script|storyline|opening scene|opening of"
    r"|exercise|drill|simulation|rehearsal|training exercise|war ?game|hoax|novel|film|movie|play|fiction)\b"
    r"|(?:So|Thus|That(?:['\u2019]s| is) how) (?:goes|went|runs|ran|reads|begins|began|the) (?:the )?"
    r"(?:[\w-]{1,20} )?(?:plot|story|script|scenario|tale|rumou?r|legend|novel|film|movie|play|joke|claim)\b"
    r"|(?:But |Except |Only )?(?:[Nn]one of (?:this|that|it|these(?: things)?|what)"
    r"|[Nn]othing of the (?:kind|sort)|(?:[Ii]t|[Tt]his|[Tt]hat) never)"
    r"\b[^.]{0,40}\b(?:happen(?:ed)?|took place|is real|was real|is true|was true|occurred)\b"
)
"""What came before is a scene that somebody made up."""
_FRAMES = Rule(_SCENE)
_REVOKES = Rule(
    rf"(?:{_SCENE})"
    r"|(?:Our |The |PolitiFact |Snopes )?(?:[Rr]ating|[Rr]uling|[Vv]erdict|[Cc]laim status"
    rf"|[Ff]act[- ][Cc]heck)(?: is)?:? (?i:(?:mostly |largely )?{_UNREAL})\b"
    r"|(?:But |However, )?[Tt](?:he|his|hat|hose|hese) (?:[\w-]{1,20} ){0,2}"
    r"(?:claims?|stor(?:y|ies)|reports?|rumou?rs?|posts?|articles?|headlines?|allegations?|photos?|videos?|quotes?)"
    r"(?: (?:is|are|was|were|turned out to be|has been|have been|proved(?: to be)?))"
    rf"(?: \w{{2,12}}ly| all| entirely)? {_UNREAL}\b(?! (?:by|before|in|after)\b)"
    rf"|(?:But |Except |However, )?(?:[Ii]t|[Tt]his|[Tt]hat)(?:['\u2019]s| is| was| turned out to be)"
    rf"(?: \w{{2,12}}ly| all)? {_UNREAL}[.!,;]"
)
"""A sentence that says of what came before that it is no fact."""
_TAKES_BACK = Rule(
    r"\b(?:den(?:y|ies|ied|ials?)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es?|ed)|debunk(?:s|ed)?|false|fake"
    r"|untrue|wrong(?:ly)?|incorrect|hoax(?:es)?|myths?|rumou?rs?|none of|nothing of|never"
    r"|(?:not|nothing|cannot be)(?: been| yet| is)* (?:confirmed|verified|true|known)|unconfirmed|unverified"
    r"|claim(?:s|ed)?|alleg(?:es?|ed|ations?)|accus(?:es?|ed|ations?)|plot|novel|film|movie|game['\u2019]?s?"
    r"|fiction(?:al)?|satir(?:e|ical)|scenario|drill|exercise|would|could|might)\b[^:]{0,120}:$",
    re.IGNORECASE,
)
"""What stands in lines under such a one is denied, doubted, somebody's claim or made up."""
_TAKES_BACK_ELSEWHERE = Rule(
    r"\b(?:d[\u00e9e]ment|d\u00e9nonc|rumeur|infond|intox|dementier|bestreit|bestritt|ger\u00fccht|falschmeldung|unbest\u00e4tigt"
    r"|desmint|desmient|desment|niega|neg\u00f3|nega(?:ram|ron|va)?\b|falsos?\b|falsas?\b|rumor|bulo|boato|smenti|fals[aei]\b|voci\b"
    r"|yalanla|as\u0131ls\u0131z|iddia|inkar|zaprzecz|dementuj|nieprawd|membantah|hoaks|ontken|geruchten"
    r"|\u043e\u043f\u0440\u043e\u0432\u0435\u0440|\u0441\u043b\u0443\u0445|\u0444\u0435\u0439\u043a|\u0441\u043f\u0440\u043e\u0441\u0442"
    r"|\u0447\u0443\u0442\u043a|\u0646\u0641\u062a?\b|\u0646\u0641\u0649|\u064a\u0646\u0641\u064a|\u0634\u0627\u0626\u0639"
    r"|\u0643\u0627\u0630\u0628|\u062a\u06a9\u0630\u06cc\u0628|\u0634\u0627\u06cc\u0639|\u05d4\u05db\u05d7\u05d9\u05e9|\u05e9\u05de\u05d5\u05e2)"
    r"|\u5426\u8ba4|\u5426\u8a8d|\u8c23\u8a00|\u8b20\u8a00|\u8f9f\u8c23|\u95e2\u8b20",
    re.IGNORECASE,
)
"""The same in French, German, Spanish, Portuguese, Italian, Turkish, Polish, Indonesian, Dutch, Russian,
Ukrainian, Arabic, Persian, Hebrew and Chinese."""
_DOUBTFUL_HEADING = Rule(
    r"(?:false|fake|myths?|rumou?rs?|claims?|not (?:yet )?confirmed|unconfirmed|unverified"
    r"|what(?: is|['\u2019]s| we| remains)? (?:(?:still|do|are) )?"
    r"(?:not|don['\u2019]?t|unclear|unconfirmed|unknown)\b.*"
    r"|(?:background|flashback|how it (?:all )?(?:began|started))(?:: .*)?):?$",
    re.IGNORECASE,
)
"""A heading above what nobody has confirmed, or what happened long ago."""
_ITEM_MARKS = ("-", "\u2013", "\u2014", "\u2022", "*", "\u00b7")
_LONGEST_LEAD = 200
_MARKS = ('"', "\u201c", "\u201d")
_MARK = Rule('["\u201c\u201d]')
_BEFORE_OPENING = "([\u2014-"
"""What may stand before an opening mark, other than white space."""


def words_of_others(found: Sequence[Sentence], text: str) -> frozenset[int]:
    """Which of the sentences of `text`, by their place, are not its reporter's."""
    paragraphs = list(_paragraphs(found))
    places = set(_posts(found))
    places.update(_captions(found, paragraphs, text), _shown_again(found, text))
    places.update(_unreal(found, paragraphs), _under_doubt(found, paragraphs, text))
    places.update(_opinions(found, paragraphs), _transcript(found, paragraphs))
    for paragraph in paragraphs:
        places.update(_quotations(found, paragraph))
    return frozenset(places)


def _paragraphs(found: Sequence[Sentence]) -> Iterator[range]:
    starts = [place for place, sentence in enumerate(found) if sentence.index == 0]
    yield from map(range, starts, [*starts[1:], len(found)])


def _posts(found: Sequence[Sentence]) -> Iterator[int]:
    """The sentences of posts, which are signed at their ends.

    What stands before that in the paragraph is a post's text, and so is what stands between it and the post
    before, unless a reporter speaks there.
    """
    last = -1  # the end of the post before
    for place, sentence in enumerate(found):
        if "(@" in sentence.text and _SIGNED_POST.search(sentence.text):
            own = place - sentence.index
            between = found[last + 1 : own] if last >= 0 else ()
            first = own if any(_REPORTED.search(one.text) for one in between) else own - len(between)
            yield from range(first, place + 1)
            last = place


def _transcript(found: Sequence[Sentence], paragraphs: Sequence[range]) -> Iterator[int]:
    """The paragraphs that open with the name of who speaks, if he speaks twice: "Roe: It burnt."."""
    opened = [(paragraph, found[paragraph[0]].text[:_LABELLED]) for paragraph in paragraphs]
    spoken = [
        (paragraph, _SPEAKER.match(text)) for paragraph, text in opened if ":" in text or "\uff1a" in text
    ]
    names = Counter(name[1] for _, name in spoken if name)
    for paragraph, name in spoken:
        if name and names[name[1]] > 1:
            yield from paragraph


def _captions(found: Sequence[Sentence], paragraphs: Sequence[range], text: str) -> Iterator[int]:
    """What speaks of a picture: the sentence after a caption in its paragraph, and what ends in a credit."""
    for place, (one, following) in enumerate(pairwise(found)):
        if following.index and (is_caption(one.text) or _SHOWN.match(one.text)):
            yield place + 1
        if not one.index and _CREDIT_NEXT.match(following.text):
            yield place
    if has_any(text, _CREDITS):
        for paragraph in paragraphs:
            if len(paragraph) <= CAPTION and any(has_any(found[n].text, _CREDITS) for n in paragraph):
                yield from paragraph


def _unreal(found: Sequence[Sentence], paragraphs: Sequence[range]) -> Iterator[int]:
    """What the sentence after it says is no fact, with that sentence.

    A plot, a drill or a made-up scene goes back to the text's beginning where it is told of early; what is
    called false is the passage before: the paragraph so far, or the one before it. Where somebody denies what
    somebody says, both are told with their names.
    """
    for paragraph in paragraphs:
        for place in paragraph:
            text = found[place].text[:_LONGEST_REVOKING]
            if text.endswith(":") or not _REVOKES.match(text):  # a colon takes back what follows
                continue
            start = paragraph.start
            if place == start and place:
                start = place - 1 - found[place - 1].index
            if place <= SCENE and _FRAMES.match(text):
                start = 0
            denied = _REPORTED.search(text) is not None
            for said in range(start, place + 1):
                if not (denied and _REPORTED.search(found[said].text)):
                    yield said


def _under_doubt(found: Sequence[Sentence], paragraphs: Sequence[range], text: str) -> Iterator[int]:
    """What stands under a line that takes it back: up to a heading, or to a paragraph after a blank line."""
    doubted, first, spaced = False, False, False
    for before, paragraph in pairwise(paragraphs):
        lead = found[before[-1]]
        if _leads_to_doubt(lead):
            doubted, first = True, True
        opening = found[paragraph[0]]
        apart = text.count("\n", lead.end, opening.start) > 1
        heading = len(paragraph) == 1 and is_heading(opening.text)
        item = opening.text.startswith(_ITEM_MARKS)
        if first:
            spaced = apart and not lead.text.endswith(":")  # blank lines between all paragraphs of a section
        elif heading or (apart and not item and not spaced):
            doubted = False
        if doubted:
            yield from paragraph
        first = False


def _leads_to_doubt(line: Sentence) -> bool:
    if len(line.text) > _LONGEST_LEAD:
        return False
    if line.text.endswith((":", "\uff1a")) and (
        _TAKES_BACK.search(line.text) or _TAKES_BACK_ELSEWHERE.search(line.text)
    ):
        return True
    return line.index == 0 and _DOUBTFUL_HEADING.match(line.text) is not None


def _opinions(found: Sequence[Sentence], paragraphs: Sequence[range]) -> set[int]:
    """What its writer says as I or we, and what stands in one paragraph with it, unless all is opinion."""
    arguing = {place for place, sentence in enumerate(found) if argues(sentence.text)}
    speeches = [paragraph for paragraph in paragraphs if not arguing.isdisjoint(paragraph)]
    if len(speeches) <= len(paragraphs) * MOST_SPEECH:
        arguing.update(chain.from_iterable(speeches))
    return arguing


def _shown_again(found: Sequence[Sentence], text: str) -> Iterator[int]:
    """What somebody says between quotation marks elsewhere in the text: a post that is quoted and shown."""
    starts = [part[:SAME_START] for mark in _MARKS[:2] for part in text.split(mark)[1:]]
    quoted = {start for start in starts if len(start) == SAME_START and not has_any(start, ("\n", *_MARKS))}
    for place, sentence in enumerate(found):
        if sentence.text[:SAME_START] in quoted:
            yield place


def _quotations(found: Sequence[Sentence], paragraph: Iterable[int]) -> Iterator[int]:
    """What begins within a quotation that is too long to be kept whole."""
    inside = False
    for place in paragraph:
        if inside:
            yield place
        text = found[place].text
        if has_any(text, _MARKS):
            inside = [_opens(text, mark.start()) for mark in _MARK.finditer(text)][-1]


def _opens(text: str, at: int) -> bool:
    """Whether the double quotation mark at this place opens a quotation."""
    if text[at] != '"':
        return text[at] == "\u201c"
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after.strip())
