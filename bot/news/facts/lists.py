"""Items of lists, which end without a full stop: "What is known:", and what stands in lines under it."""

from collections.abc import Iterator, Sequence

from bot.news.articles.labels import leads_elsewhere
from bot.news.language.lazy_regex import Rule
from bot.news.language.text import Sentence
from bot.news.language.words import word_count
from bot.news.trimming.rules import HAS_VERB

_FEWEST_WORDS = 5
"""A shorter item is a name or a figure."""
_FEWEST_ITEMS = 2
_LONGEST = 300
_ITEM_MARK = Rule(r"[\u2022\u25cf\u25aa\u25a0\u25ba\u25b6\u00b7*\u2013\u2014-]\s")
_COLONS = (":", "\uff1a")
_STOPS = (".", "!", "?", "\u3002", "\uff01", "\uff1f", "\u061f", "\u06d4", "\u2026", "...", *_COLONS)
_HEADS = Rule(
    r"(?:the )?(?:key|main) (?:points|facts|developments)"
    r"|what (?:(?:do )?we know|is known|happened)(?: so far)?"
    r"|in brief|at a glance|(?:the )?latest developments|das wichtigste(?: in kürze)?|was (?:wir wissen"
    r"|bekannt ist|bisher bekannt ist)|(?:auf einen blick|im überblick|in kürze)|ce que (?:l['’]on|nous)"
    r" (?:sait|savons)|l['’]essentiel|en bref|lo que (?:se sabe|sabemos)|(?:las )?claves|en breve|главное"
    r"|что (?:известно|мы знаем)|коротко|головне|що (?:відомо|ми знаємо)|ما (?:نعرفه|نعلمه)|أبرز النقاط"
    r"|neler biliniyor|öne çıkanlar|özetle|نکات (?:مهم|کلیدی)|آنچه می‌دانیم|(?:מה ידוע|עיקרי הדברים)"
    r"|tiştên ku tên zanîn|要点|已知(?:情况|信息)"
)
"""How a list is headed where no colon stands before it, in small letters."""
_TOPIC = Rule(r"[A-Z][a-z][\w'\u2019-]{0,20}(?: [a-z][\w'\u2019-]{0,20}){1,3}: [A-Z]")
"""What an item of a list is about."""
_REMARK, _REMARK_WORDS = 75, 10
"""So many characters and words at least are in a sentence that reports, whatever its verb."""


def list_items(found: Sequence[Sentence]) -> frozenset[int]:
    """Which of a text's sentences, by their place, are items of a list that tell something.

    The list is all of the text and has marks, or stands under a line that ends in a colon, or under a heading
    such as "Key points"; a list of links stands under neither.
    """
    return frozenset(place for run in _runs(found) if len(run) >= _FEWEST_ITEMS for place in run)


def _runs(found: Sequence[Sentence]) -> Iterator[list[int]]:
    """The lists: items in paragraphs of their own, one after the other."""
    run, open_ = list[int](), False
    for place, sentence in enumerate(found):
        alone = not sentence.index and (place + 1 == len(found) or not found[place + 1].index)
        item = alone and not sentence.text.endswith(_STOPS) and len(sentence.text) <= _LONGEST
        if run or open_ or not place:
            marked = _ITEM_MARK.match(sentence.text) is not None
            if item and (open_ or marked):
                if word_count(sentence.text) >= _FEWEST_WORDS:
                    run.append(place)
                open_ = open_ or bool(marked)
                if not _introduces(sentence.text):
                    continue
        yield run
        run, open_ = [], alone and _introduces(sentence.text)
    yield run


def _introduces(line: str) -> bool:
    if leads_elsewhere(line):
        return False
    return line.endswith(_COLONS) or _HEADS.fullmatch(line.casefold().rstrip("?\uff1f\u061f ")) is not None


def is_remark(text: str) -> bool:
    """Whether a sentence of a longer English text is an item of a list ("Voting rights: The future."), or
    is short and has no common verb ("Bye bye rate hike.")."""
    if ":" in text[:40] and _TOPIC.match(text):
        return True
    if len(text) > _REMARK or not text[:1].isascii() or len(text.split()) >= _REMARK_WORDS:
        return False
    return HAS_VERB.search(text) is None
