"""Labels by which sites lead from an article to other matters: "Read more:", "Lesen Sie auch", "Other news".

They stand once, in `labels.txt`, each with its uses: a heading may cut off all that follows, a line only
itself.
"""

import re
from importlib.resources import files

from bot.news.language.lazy_regex import Rule, has_any

_HEADING_CAP = 60
_START = 60
"""Characters of a line in which its label stands."""
_SIGNS = (":", "：", "|", "»", ">", "】", "]", ")")


_TEXT = files("bot.news.articles").joinpath("labels.txt").read_text(encoding="utf-8")
_ROWS = [line.split("\t") for line in _TEXT.splitlines() if line and not line.startswith("#")]


def _labels(use: str) -> str:
    """The labels with a use, as one alternative after the other."""
    return "|".join([label for _, uses, label in _ROWS if use in uses.split()])


_CUTS = Rule(rf"(?:\d{{1,4}} )?(?:{_labels('cut')})[\s:.…：]{{0,3}}(?:\(\d{{1,4}}\))?", re.IGNORECASE)
_LINE = Rule(rf"\W{{0,6}}(?:{_labels('line')})\s{{0,3}}[:：|»>】\])]", re.IGNORECASE)
_OPENS = Rule(rf"[\[(【]?(?:{_labels('open')})\b", re.IGNORECASE)
_SECTION = Rule(rf"\s*(?:{_labels('section')})(?:\b|(?<=[\u4e00-\u9fff]))", re.IGNORECASE)


def heads_other_matter(heading: str) -> bool:
    """Whether a heading by its words stands over something else than the article: all that follows."""
    line = heading.strip()
    return len(line) <= _HEADING_CAP and _CUTS.fullmatch(line) is not None


def heads_perhaps(heading: str) -> bool:
    """Whether a short heading leads on to other matters; what stands under it has to be one, too."""
    return _SECTION.match(heading) is not None


def leads_elsewhere(line: str) -> bool:
    """Whether a line is a label and what it labels: another report, tags, pictures."""
    head = line[:_START]
    return has_any(head, _SIGNS) and _LINE.match(head) is not None


def opens_elsewhere(sentence: str) -> bool:
    """Whether a sentence opens with a label, with a colon or without: "Читайте также о наводнении"."""
    return _OPENS.match(sentence) is not None
