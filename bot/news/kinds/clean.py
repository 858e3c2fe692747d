"""A title and a line as published -> what its writer said of the event.

Aggregators add the publisher's name to the title, and to the line the title once more and other outlets'
headlines; feeds repeat standing lines under every item. None of it tells what kind of report the item is,
and all of it would be read as if it did.
"""

import re
from typing import NamedTuple

from bot.news.kinds.opening import first_words

TITLE_CAP = 300
LINE_CAP = 250

_TAG = re.compile(r"<[^<>]{0,300}>")
_SUFFIX = re.compile(r"\s[-–—|]\s(?P<name>[^-–—|]{2,40})$")
_PREFIX = re.compile(r"(?P<name>[^:|]{2,40})(?::|\s\|)\s")
_FLASH = re.compile(r"(?:(?:breaking|urgent|flash|news)(?: news| alert)?|alert|just in): ", re.IGNORECASE)
"""How a desk marks what it sends first, whatever the kind."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]{1,20}(?:[ /][A-Z][A-Z.’'-]{1,20}){0,3}"
    r"|(?:[A-Z][\w.’'-]{2,20} ){1,3}\([A-Z][\w ]{1,25}\))"
    r"(?:[,/] ?[A-Z][\w.’' -]{1,24}){0,2}(?: \d{1,2}(?:, 20\d\d)?)?(?: ?\([A-Z][\w /]{1,25}\))?(?: (?:--"
    r"|[-–—])|—) (?=\S)"
    r"|[A-Z][\w.’'-]{2,20}(?: [A-Z][\w.’'-]{2,20})?, (?:[A-Z][a-z]{2,8}\.? \d{1,2}"
    r"|\d{1,2} [A-Z][a-z]{2,8}) "
    r"\([A-Z][\w /]{1,25}\) ?(?:--|[-–—]) (?=\S)"
    r"|\([A-Z][\w /]{1,25}\) (?:--|[-–—]) (?=\S)"
)
"""Where a wire's report was filed: "RAQQA, Syria (SANA) — ", "New Delhi, Dec 3 (IANS) - ", "(ANSA) - "."""
_STANDING = re.compile(
    r"Get breaking (?:national|news)|Find the top news online|View full coverage on"
    r"|Related (?:stories|articles):|Article URL:|Comments URL:|\(?(?:First|Second|Third) column, "
    r"|Subscribe (?:to|now)|Sign up (?:for|to|here)|Read (?:more|also|next)(?:: |:?$)"
    r"|\[(?:\.\.\.|…)\]|Continue reading"
    r"|(?:(?<=^)|(?<=[.!?…] ))(?:What do you think\?|Email us|Let us know|Have your say"
    r"|Join the (?:debate|conversation|discussion)"
    r"|If you have been affected|Tell us (?:what|your)|Share your (?:views|story|thoughts)|Follow us on"
    r"|Got a (?:tip|story)"
    r"|Send us |Comment below|Contact us)"
    r"|The post .{1,200} appeared first|Photo(?: Illustration)?: |Image: |Photograph: "
)
"""What a line holds of the site, not of the event; it is cut from there on."""
_INVITES = re.compile(
    r"(?:(?<=^)|(?<=[.!?…] ))(?:What do you think\?"
    r"|(?:Email us|Let us know|Have your say|Join the (?:debate|conversation|discussion)"
    r"|If you have been affected|Tell us (?:what|your)|Share your (?:views|story|thoughts)|Follow us on"
    r"|Got a (?:tip|story)|Send us |Comment below|Contact us|Your subscription supports)"
    r"(?:[^.!?…]|\.(?=\S)){0,200}[.!?…]?) ?"
)
"""What a long text asks of its readers: its writer asks nothing of the event by that."""
TEXT_CAP = 1200
"""Characters of a long text that are read: by then it tells why it was written."""
_BEFORE = 600
"""Characters that may stand before a text's first sentence."""
LONG = 2 * LINE_CAP
"""Characters from which on a text is a full one, of which more than its line is read."""
_ALIKE = 24
"""So many equal first characters make the line a repetition of the title."""


class Cleaned(NamedTuple):
    """A title and a line without what the site added."""

    title: str
    line: str
    suffix: str
    """What stood after the last dash of the title, where it was the publisher's: "CNN Video" tells a kind."""
    ""
    dateline: bool
    """Whether the line began with where it was filed."""
    body: str = ""
    """Of a long text what it says from its line on, as far as it is read; nothing of a short one."""


def clean(title: str, text: str, publisher: str = "") -> Cleaned:
    """Cut both to what is read at all, and take away what is not the writer's."""
    title = _plain(title[: 2 * TITLE_CAP])[:TITLE_CAP]
    long = len(text) > LONG
    body, filed = first_words(_plain(text[: TEXT_CAP + _BEFORE]), title if long else "")
    body = _INVITES.sub("", body) if long else body
    line = _first(body[: 2 * LINE_CAP])
    flash = _FLASH.match(title)
    title = title[flash.end() :] if flash else title
    name = _letters(publisher)
    suffix = ""
    found = _SUFFIX.search(title)
    if found and (_is_name(found["name"], name) or _names_another(line, title, found)):
        title, suffix = title[: found.start()].rstrip(), found["name"]
    found = _PREFIX.match(title)
    if found and name and _letters(found["name"]) in {name, "wsj", "wapo", "nyt"}:
        title = title[found.end() :]
    standing = _STANDING.search(line)
    if standing:
        line = line[: standing.start()].rstrip()
    place = _DATELINE.match(line)
    if place:
        line, body = line[place.end() :], body[place.end() :]
    line = _without_title(line, title, name, suffix)
    return Cleaned(title, line, suffix, filed or place is not None, body[:TEXT_CAP] if long else "")


def passages(body: str) -> list[str]:
    """What a long text says after its line, in passages as long as a line."""
    found = list[str]()
    at = len(_first(body[: 2 * LINE_CAP]))
    while at < len(body):
        found.append(_first(body[at : at + 2 * LINE_CAP].lstrip()))
        at += len(found[-1]) + 1
    return found


def _without_title(line: str, title: str, name: str, suffix: str) -> str:
    """The line after a repetition of the title; nothing where an aggregator's list of headlines follows."""
    stem = title.rstrip(". …")
    if len(stem) < _ALIKE or line[:_ALIKE].casefold() != stem[:_ALIKE].casefold():
        return line
    if line[: len(stem)].casefold() != stem.casefold():
        return line
    rest = line[len(stem) :].lstrip(" .-–—|…")
    if (suffix and rest.startswith(suffix)) or (name and _letters(rest[:60]).startswith(name)):
        return ""
    return rest


def _names_another(line: str, title: str, found: re.Match[str]) -> bool:
    """Whether an aggregator names the outlet it quotes ("Bomb kills two - Lom Post") in the line, too,
    without the dash.
    """
    stem = title[: found.start()].rstrip()
    return len(stem) >= _ALIKE and line.casefold().startswith(f"{stem} {found['name']}".casefold())


def _first(line: str) -> str:
    """The sentences that fit; of one that is too long, its beginning."""
    if len(line) <= LINE_CAP:
        return line
    end = max(line.rfind(mark, LINE_CAP // 3, LINE_CAP) for mark in (". ", "? ", "! ", '." ', ".” "))
    return line[: end + 1] if end > 0 else line[:LINE_CAP]


def _is_name(found: str, name: str) -> bool:
    letters = _letters(found)
    if not name or not letters:
        return False
    return letters.startswith(name) or name.startswith(letters)


def _letters(name: str) -> str:
    """A name as it is compared: "The New York Times" and "NewYorkTimes.com" are one."""
    letters = _NOT_LETTERS.sub("", name.casefold())
    return letters.removeprefix("the")


def _plain(text: str) -> str:
    return " ".join((_TAG.sub(" ", text) if "<" in text else text).split())
