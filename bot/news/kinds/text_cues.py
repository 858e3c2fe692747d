"""What a full text tells of its kind by its first paragraphs, beside its title and its line.

A report names the day and who says so in its first sentences. Whoever explains or argues speaks in his own
voice, turns a thought with "but", shortens his verbs and asks, and needs neither day nor source. What stands
within quotation marks is not the writer's and is left out. The words are looked up one by one, as those of
`lexicon` are.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bot.news.kinds.kind import Kind

FULL = "text: is a full one"
IN_A_PROGRAMME = "text: said in a programme or a book"
_QUOTED = re.compile(r"\"[^\"]{0,500}\"|“[^”]{0,500}”")
_MARKS = '.,;:!?()[]"“”…—–'
"""What stands about a word and is none of it."""
_TURN = re.compile(r"[.?!] ([A-Z][a-z]+)")
_NEAR, _FAR = 65, 115
"""Words within which a report says when it happened, and who told it."""
_OFTEN = 3
"""So many times are again and again."""

_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday today Today yesterday Yesterday tonight Tonight"
    " overnight".split()
)
_SAYS = frozenset(
    "said says say told tells according announced announces announce report reports reported confirm confirms"
    " confirmed denies denied ruled stated wrote tweeted testified warned warns alleges claimed claims"
    " accused"
    " accuses revealed voted officials sources statement".split()
)
_PRESENT = frozenset("is are has have isn't isn’t aren't aren’t".split())
_PAST = frozenset("was were had told said".split())
_SHORTENED = ("n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll")
_VOICES: tuple[tuple[str, Kind, frozenset[str]], ...] = (
    (
        "I, we or you",
        Kind.OPINION,
        frozenset(
            (
                "I I'm I’m I've I’ve my My me we We our Our us ours let's let’s Let's Let’s you You your Your"
                " yours"
            ).split()
        ),
    ),
    (
        "judges",
        Kind.OPINION,
        frozenset(
            (
                "clearly obviously simply merely frankly supposedly really actually ironically remarkable"
                " remarkably ridiculous absurd hypocrisy hypocrites outrageous shameful disgraceful dishonest"
                " insane stupid bogus debunked baseless disastrous reckless blatant folks liberal liberals"
                " leftists radical perhaps surely truly hardly quite rather arguably essentially"
            ).split()
        ),
    ),
    (
        "shortened verbs",
        Kind.ANALYSIS,
        frozenset(
            f"{word}{mark}s"
            for word in "it It that That there There he He she She what What here Here who".split()
            for mark in "'’"
        ),
    ),
)
_PROGRAMMES = frozenset(
    (
        "interview podcast MSNBC CNN CNN's CNN’s Fox CNBC CBS NBC ABC NPR Newsmax host host's co-host"
        " co-hosts hosts anchor"
        " panel contributor book memoir"
    ).split()
)
_TURNS = frozenset("But Yet Still And So Or Indeed Perhaps Instead Nor Rather Sure Now Well Maybe Of".split())
_SIGNED = (
    "pinions expressed", "iews expressed", "ditorial Board", "ditorial board", "OP-ED", "Op-Ed:", "OPINION",
    " is a columnist", " is a contributor",
)  # fmt: skip
"""How a site parts from what it prints."""


def text_cues(body: str) -> Iterator[tuple[str, Kind | None]]:
    """The cues of a long text from its first sentence on, each with the kind that it speaks for."""
    yield FULL, None
    own = _QUOTED.sub('""', body)
    words = [word.strip(_MARKS) for word in own.split()]
    if _DAYS.isdisjoint(words[:_NEAR]):
        yield "text: names no day", Kind.ANALYSIS
    says = sum(word in _SAYS for word in words[:_FAR])
    if says == 0:
        yield "text: nobody says so", Kind.ANALYSIS
    elif says >= _OFTEN:
        yield "text: many say so", None
    if not _PROGRAMMES.isdisjoint(words[:_NEAR]):
        yield IN_A_PROGRAMME, Kind.MEDIA
    counts = Counter(words)
    for name, kind, some in _VOICES:
        times = sum(counts[word] for word in some if word in counts)
        if name == "shortened verbs":
            times += sum(map(own.count, _SHORTENED))
        if times:
            yield f"text: {name}", kind
        if times >= _OFTEN:
            yield f"text: {name} again and again", kind
    if not _TURNS.isdisjoint(_TURN.findall(own)):
        yield "text: turns a thought", Kind.ANALYSIS
    if "? " in own:
        yield "text: asks", Kind.ANALYSIS
    present = sum(counts[word] for word in _PRESENT if word in counts)
    past = sum(counts[word] for word in _PAST if word in counts) + own.count("ed ")
    if present > past:
        yield "text: is rather than was", Kind.ANALYSIS
    if '""' not in own:
        yield "text: no quotation", None


def is_signed(text: str) -> bool:
    """Whether the site says that what it prints is its author's opinion."""
    return any(sign in text for sign in _SIGNED)
