"""Titles as publishers write them, made ready to be compared.

In go a title and its text, out come both without the publisher's tail ("... - Daily Post") and the list of
other papers' headlines that aggregators put under it; and whether the title strings headlines of several
events together.
"""

import re

from bot.news.language.words import tokens
from bot.news.places.scenes import scene

READ = 300
"""Characters of a title that are read."""
_TAIL = re.compile(r" (?:[-–—|]|::) ([A-Z][\w.&'’]*(?: [\w.&'’]+){0,4})$")
_LEADS = re.compile(
    r"^(?:breaking(?: news)?|live(?: updates?)?|watch(?: live)?|video|update(?:d)?|exclusive|just in|alert|"
    r"urgent|read|the latest|ap exclusive|ap interview|report|in pictures|in photos|photos|"
    r"gallery)\s{0,2}[:|]\s{0,2}",
    re.IGNORECASE,
)
_LIVE_TAIL = re.compile(
    r"\s{0,2}[-–—:|]\s{0,2}(?:live updates|latest updates|as it happened|live|live blog|news)$",
    re.IGNORECASE,
)
_DIGEST = re.compile(
    r"^(?:world\s?view|eye opener|news(?:paper)? headlines|(?:the|your) \w{2,12} (?:briefing|"
    r"rundown|headlines|digest|roundup|wrap)|(?:morning|evening|daily|weekly|weekend|world|news|"
    r"global) (?:news )?(?:briefing|rundown|headlines|digest|round-?up|wrap)|the papers|"
    r"the day that was|day that was|"
    r"news in (?:brief|pictures)|top stories|what to (?:know|watch) (?:this week|today)|\W?start here\W?:|"
    r"(?:this|the|our) week in|week in|newsletter)\b|"
    r"\band (?:more|other (?:news|stories|headlines|top stories))\s{0,2}\W?$|"
    r"\b(?:morning|evening) (?:rundown|briefing|digest)\b|\band \d{1,2} (?:other|more) (?:things|stories)\b|"
    r"\b(?:news|world) round-?up\b|\bfull (?:show|episode|broadcast)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s{0,2}(?:;| \| | // | • | · )\s{0,2}")
_PART_WORDS = 3


def clean(title: str, text: str) -> tuple[str, str]:
    """Title and text without tail, label and the aggregator's list."""
    title = " ".join(title[:READ].split())
    text = text.strip()
    tail = _TAIL.search(title)
    if tail:
        bare = title[: tail.start()]
        if text.startswith(bare):
            text = text[len(bare) :].strip(" -–—|")
            text = "" if text.startswith(tail[1][:12]) else text
            title = bare
        elif len(bare.split()) > _PART_WORDS:
            title = bare
    title = _LIVE_TAIL.sub("", title)
    return _LEADS.sub("", title, count=1) or title, text


def strung(title: str) -> bool:
    """Whether a title announces several events: a roundup, a digest, headlines strung together."""
    title = " ".join(title[:READ].split())
    if _DIGEST.search(title):
        return True
    parts = [part for part in _SEVERAL.split(title) if len(part.split()) >= _PART_WORDS]
    if len(parts) < 2:
        return False
    return len(parts) > 2 or _elsewhere(*parts)


def _elsewhere(one: str, other: str) -> bool:
    """Whether two halves of a title are about different countries."""
    here, there = (scene(tokens(half), ()).where for half in (one, other))
    return bool(here) and bool(there) and here.isdisjoint(there)
