"""What stands on a page beside its article: comments, teasers of others, hidden parts, frames of AMP, links.

An extractor takes much of it for the article, and readers' comments even hold the words of the feed's line.
"""

import re
from typing import Any

from bot.news.articles.belief import content_words, share
from bot.news.language.text import EMBEDDED, HIDDEN_STYLE
from bot.news.language.words import word_count

_COMMENTS = (
    r"(?:comments?|replies|threads?|disqus|disqus[_-]thread|discussions?|responses|respond|coral|viafoura"
    r"|livefyre|hyvor-talk"
    r"|giscus|utterances|remark42|spot-?im|openweb|talkbacks?|kommentare?|kommentarer|kommentarze|kommentarii"
    r"|commentaires?|comentarios?|comentários?|commenti|reacties|reacciones|yorumlar|opiniones)"
)
_OTHERS = (
    r"(?:related|recommended|recommendations?|read-?next|next-(?:article|story|post)|up-next|more-stories"
    r"|most-read"
    r"|most-popular|trending|see-also|you-may-(?:also-)?like|taboola|outbrain|newsletter(?:-signup)?)"
)
_OWNER = (
    r"(?:(?:article|post|readers?|users?|story|page|site|fb|facebook|js|c|o|m|block|widget|module)[-_]+)?"
)
_PART = (
    r"(?:[-_]+(?:list|section|thread|area|container|wrapper|wrap|block|content|box|feed|embed|root|app|widget"
    r"|stream|module|holder|region|body|tab|panel|talk|articles?|links|news|posts|stories))?"
)
_NAMED = re.compile(
    rf"(?:^|\s){_OWNER}(?:{_COMMENTS}|{_OTHERS}){_PART}(?:__[\w-]{{1,40}})?(?:$|\s)", re.IGNORECASE
)
"""Whole names alone: "has-comments" and "section-discussion" are names of articles."""
_NAME_CAP = 500
_BLOCKS = ("div", "section", "aside", "ul", "ol", "details", "footer")
_ATTRIBUTES = ("id", "class", "data-component", "data-module", "data-testid", "data-widget")
_NEVER = (
    "dialog",
    *("del", "s", "strike"),
    *(f"amp-{name}" for name in ("list", "sidebar", "consent", "ad", "next-page", "lightbox")),
)
"""Elements that hold no part of an article."""
_UNSEEN = re.compile(HIDDEN_STYLE, re.IGNORECASE)
_POST = re.compile(EMBEDDED, re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"\[?\d{1,3}\]?")
_UNIT = re.compile(r"(?:\b|[kcm])m$|\b(?:ft|mi)$", re.IGNORECASE)
_TEN = re.compile(r"\b10$")
_LINKED = 0.8
"""The share of a paragraph's words in links from which it only leads on to other pages."""
_FEWEST_WORDS, _LABEL_WORDS = 4, 5
"""Of a link, and of the label before it: "You may also like:"."""
_LABEL = re.compile(r"[:：»>]\s*$")
_TEXT_CAP = 2000
_HEADINGS = ("h2", "h3")
_HEADLINE_WORDS, _SECTION_WORDS = 5, 25
"""A heading of fewer words is a crosshead; a shorter section tells too little of its matter."""
_SAME_MATTER = 0.08
"""The share of a section's words that stood before it. Of 464 articles the last three paragraphs have
less than that of the first four, and no name of theirs, in 18; the first three of another article in 211."""
_NAME = re.compile(r"(?<=[a-zß-ÿ,;] )[A-Z][\w’'-]{2,30}")
_TITLE_NAME = re.compile(r"\b[A-Z][\w’'-]{2,30}")


def remove_furniture(root: Any) -> None:
    """Take from a parsed page what is not its article; what holds the page's own headline stays.

    Takes time linear in the page.
    """
    for note in list(root.iter("sup")):
        _tell_number(note)
    found = [*root.xpath(".//*[@hidden]"), *root.iter(*_NEVER)]
    found += [element for element in root.xpath(".//*[@style]") if _UNSEEN.search(element.get("style"))]
    found += [element for element in root.iter("blockquote") if _POST.search(element.get("class") or "")]
    found += [element for element in root.iter(*_BLOCKS) if _is_named_so(element)]
    for element in found:
        if element.getparent() is not None and element.find(".//h1") is None:
            element.drop_tree()
    for follower in _followers(root):
        follower.drop_tree()
    for element in _other_matters(root):
        if element.getparent() is not None:
            element.drop_tree()
    for paragraph in list(root.iter("p")):
        if paragraph.getparent() is not None and _leads_on(paragraph):
            paragraph.drop_tree()


def _tell_number(note: Any) -> None:
    """Take away a note's number, which would become digits of the number before it; keep an exponent."""
    text = str(note.text_content()).strip()
    if not _NOTE_NUMBER.fullmatch(text):
        return
    before = note.getprevious()
    told = (before.tail if before is not None else note.getparent().text) or ""
    if _UNIT.search(told):
        note.drop_tag()
    elif _TEN.search(told):
        note.text = f"^{text}"
        note.drop_tag()
    else:
        note.drop_tree()


def _followers(root: Any) -> list[Any]:
    """The articles with an h1 of their own after the first: what a site shows when readers scroll on."""
    headed: dict[Any, None] = {}
    for headline in root.iter("h1"):
        article = next(headline.iterancestors("article"), None)
        if article is not None:
            headed.setdefault(article)
    outer = [one for one in headed if not any(above in headed for above in one.iterancestors("article"))]
    return outer[1:]


def _other_matters(root: Any) -> list[Any]:
    """The sections that are other articles: headline and text have nothing of what stood since the h1.

    Sites put the next article under an h2 into the container of the first.
    """
    found: dict[Any, None] = {}
    words, names = set[str](), set[str]()
    began = False
    for element in root.iter("h1", "p", *_HEADINGS):
        if element in found:
            continue
        text = str(element.text_content())[:_TEXT_CAP]
        if element.tag == "h1":
            began = True
            names |= _names(text, _TITLE_NAME)
        elif began and element.tag in _HEADINGS and words and word_count(text) >= _HEADLINE_WORDS:
            section = _section(element)
            told = " ".join(str(part.text_content())[:_TEXT_CAP] for part in section)
            if word_count(told) >= _SECTION_WORDS and _is_other(f"{text}. {told}", text, words, names):
                found |= dict.fromkeys([element, *section])
                continue
        if began:
            words |= content_words(text)
            names |= _names(text, _NAME)
    return list(found)


def _section(heading: Any) -> list[Any]:
    parts = []
    after = heading.getnext()
    while after is not None and after.tag not in ("h1", *_HEADINGS):
        if isinstance(after.tag, str):
            parts.append(after)
        after = after.getnext()
    return parts


def _is_other(text: str, headline: str, words: set[str], names: set[str]) -> bool:
    known = frozenset(words)
    if content_words(headline) & known or share(content_words(text), known) >= _SAME_MATTER:
        return False
    return names.isdisjoint(_names(text, _NAME) | _names(headline, _TITLE_NAME))


def _names(text: str, pattern: re.Pattern[str]) -> set[str]:
    return {name.removesuffix("'s").removesuffix("’s") for name in pattern.findall(text)}


def _is_named_so(element: Any) -> bool:
    values = (element.get(name) for name in _ATTRIBUTES)
    return any(_NAMED.search(value[:_NAME_CAP]) for value in values if value)


def _leads_on(paragraph: Any) -> bool:
    """Whether a paragraph is links to other pages, with a label before them at most."""
    links = [link for link in paragraph.iter("a") if not (link.get("href") or "#").startswith("#")]
    linked = sum(word_count(str(link.text_content())[:_TEXT_CAP]) for link in links)
    if linked < _FEWEST_WORDS:
        return False
    words = word_count(str(paragraph.text_content())[:_TEXT_CAP])
    if linked >= _LINKED * words:
        return True
    labelled = _LABEL.search(str(paragraph.text or "")) or paragraph.find("strong") is not None
    return len(links) == 1 and words - linked <= _LABEL_WORDS and bool(labelled)
