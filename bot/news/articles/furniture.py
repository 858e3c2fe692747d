"""What stands on a page beside its article: comments, teasers of others, hidden parts, frames of AMP, links.

An extractor takes much of it for the article, and readers' comments even hold the words of the feed's line.
"""

import re
from typing import Any

from bot.news.articles.belief import content_words, share
from bot.news.articles.labels import heads_other_matter, heads_perhaps
from bot.news.articles.matter import NAME, SAME_MATTER_APART, TITLE_NAME, is_other_matter, is_rule, names_in
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
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BOXES = ("aside", "details")
_HEADLINE_WORDS, _SECTION_WORDS = 5, 12
"""A heading of fewer words is a crosshead; a shorter section tells too little of its matter."""
_BOLD = ("b", "strong")
_LONGEST_HEADING = 120
"""Characters of a bold or capital paragraph that stands for a heading."""
_LINKED_WORDS = 25
"""Under a heading with a link fewer words are a teaser: enough of those make a list (`teasers`)."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""In a first paragraph it may tell how old the article is."""
_OF_THE_LINE = 0.6
"""The share of the headline's words in the paragraph with which the article begins."""


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
    """What is another article: it has nothing of what stood since the h1, or its heading says so.

    Sites put the next article, readers' words and earlier reports into the container of the first: under a
    heading or a bold line, behind a rule, in a box; and a partner's teaser before its first paragraph.
    """
    found: dict[Any, None] = {}
    words, names = set[str](), set[str]()
    headline, headline_names, lead = frozenset[str](), set[str](), None
    began = False
    for element in root.iter("h1", "p", "hr", *_BOXES, *_HEADINGS):
        if element in found or any(above in found for above in element.iterancestors()):
            continue
        text = str(element.text_content())[:_TEXT_CAP]
        if element.tag == "h1":
            headline = content_words(text)
            names |= names_in(text, TITLE_NAME)
            headline_names = set(names)
        elif headline and _begins_a_part(element):
            parts = _other_part(element, text, words if began else set(), names)
            found |= dict.fromkeys(parts)
            if parts or element.tag in _BOXES:
                continue
        elif headline and element.tag == "p":
            if lead is not None and _is_teaser(lead, text, headline):
                found[lead] = None
                words, names = set(headline), set(headline_names)
            lead = element if len(words) <= len(headline) else None
            began = began or word_count(text) >= _SECTION_WORDS
        if headline:
            words |= content_words(text)
            names |= names_in(text, NAME)
    return list(found)


def _is_teaser(lead: Any, following: str, headline: frozenset[str]) -> bool:
    """Whether the first paragraph has nothing of the headline and of the next, which has most of it."""
    told = str(lead.text_content())[:_TEXT_CAP]
    own, theirs = content_words(told), content_words(following)
    if own & headline or share(headline, theirs) < _OF_THE_LINE or _YEAR.search(told):
        return False
    names = names_in(told, NAME)
    return (
        bool(names) and names.isdisjoint(names_in(following, NAME)) and share(own, theirs) < SAME_MATTER_APART
    )


def _begins_a_part(element: Any) -> bool:
    """Whether an element is a heading, a rule or a box, or a paragraph that looks like a heading."""
    if element.tag != "p":
        return element.tag in ("hr", *_BOXES, *_HEADINGS)
    text = str(element.text_content()).strip()
    if not text or len(text) > _LONGEST_HEADING:
        return False
    bold = sum(len(str(part.text_content()).strip()) for part in element.iter(*_BOLD))
    return bold >= len(text) or text.isupper() or _is_rule(element)


def _is_rule(element: Any) -> bool:
    """Whether a rule is drawn, or written as "* * *"."""
    return element.tag == "hr" or (element.tag == "p" and is_rule(str(element.text_content())))


def _other_part(element: Any, text: str, words: set[str], names: set[str]) -> list[Any]:
    """The elements of the part that begins here, if it is another article."""
    heading, parts = text, [_outermost(element)]
    if element.tag in _BOXES:
        first = next(element.iter("summary", *_HEADINGS), None)
        heading = "" if first is None else str(first.text_content())[:_TEXT_CAP]
    else:
        parts += _section(parts[0])
        text = ". ".join(str(part.text_content())[:_TEXT_CAP] for part in parts)
    if heads_other_matter(heading):
        return parts
    named = word_count(heading) >= _HEADLINE_WORDS
    apart = element.tag in _BOXES or _is_rule(element) or (not named and heads_perhaps(heading))
    links = [*element.iterancestors("a"), *(part.find(".//a") for part in parts)]
    linked = any(link is not None for link in links)
    least = _LINKED_WORDS if linked else _SECTION_WORDS
    if not words or not (named or apart) or word_count(text) < least:
        return []
    return parts if is_other_matter(text, heading if named else "", words, names) else []


def _outermost(heading: Any) -> Any:
    """A heading, or the box that holds nothing else."""
    around = heading.getparent()
    return heading if around is None or not _wraps_a_heading(around) else around


def _wraps_a_heading(box: Any) -> bool:
    return box.tag in ("div", "header") and len(box) == 1 and box[0].tag in _HEADINGS


def _section(heading: Any) -> list[Any]:
    """What stands between a heading and the next, which ends the search: it takes linear time in all."""
    parts = []
    for after in heading.itersiblings():
        if not isinstance(after.tag, str):
            continue
        if after.tag == "h1" or _begins_a_part(after) or _wraps_a_heading(after):
            break
        parts.append(after)
    return parts


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
