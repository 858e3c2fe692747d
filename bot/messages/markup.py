"""Telegram HTML from dynamic text: cleaned, escaped, measured, shortened.

Rules: https://core.telegram.org/bots/api#html-style and, for links and characters, TDLib's own checks
(`LinkManager::get_checked_link`, `clean_input_string`).
"""

import html
import re
from datetime import datetime
from urllib.parse import urlsplit

MESSAGE_UNITS = 4096
"""UTF-16 units of a message after entity parsing (Bot API, sendMessage)."""

_URL_LENGTH = 2048
# Lone surrogates cannot be sent; what sets a direction would turn the rest of its line, or end our isolates.
_UNSENDABLE = re.compile(r"[\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_MARK = r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e" \
        r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"  # fmt: skip
# Marks pile up over the lines above; no language puts more than four on a letter.
_PILED = re.compile(rf"({_MARK}{{4}}){_MARK}++")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]+")
_TAG = re.compile(r"<[^<>]*+>")
_SENTENCE_END = re.compile(r"[.!?…؟。۔](?:[\"'”’»)\]]*)(?=\s|$)")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?|\[[0-9a-fA-F:.]+\]")
JOINER = "\u2060"
"""Word joiner: takes no room, and keeps the word behind a sign from being a mention, command or hashtag."""
# TDLib (match_mentions, match_bot_commands, match_hashtags) take a sign behind no letter or digit. Some
# behind letters of other scripts are broken too, which nobody sees.
_SIGN = re.compile(r"(?<![A-Za-z0-9])(?:[@#]|(?<![/<>])/)(?=[\w\u200c])")
_NOT_IN_URL = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{}|\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` on one line, as Telegram shows it: no control characters or lone surrogates, single spaces.

    Nor does it reach beyond its place, by setting directions or by marks in piles.
    """
    return _BLANK.sub(" ", _PILED.sub(r"\1", _UNSENDABLE.sub("", text))).strip()


def neutral(text: str) -> str:
    """`text` in which "@name", "/command" and "#tag" are plain words: nobody is notified, nothing linked."""
    return _SIGN.sub(r"\g<0>" + JOINER, text)


def escape(text: str) -> str:
    """Cleaned, neutral text as HTML."""
    return verbatim(neutral(text))


def verbatim(text: str) -> str:
    """Cleaned text as HTML for code and preformatted text, where Telegram looks for no names or commands."""
    return html.escape(clean(text), quote=False)


def units(html_text: str) -> int:
    """UTF-16 units of our own HTML after entity parsing, which is how Telegram counts."""
    return utf16_length(visible(html_text))


def visible(html_text: str) -> str:
    """What a reader sees of a message's HTML: no tags, entities read."""
    return html.unescape(_TAG.sub("", html_text))


def utf16_length(text: str) -> int:
    """UTF-16 units of plain text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, most: int) -> str:
    """Cleaned, neutral text of at most `most` UTF-16 units: cut after a sentence, else between words ("…").

    Never cuts within a character; cuts after a sentence only in the second half, or too much would be lost.
    """
    text = neutral(clean(text))
    if utf16_length(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    ends = [match.end() for match in _SENTENCE_END.finditer(kept) if match.end() >= len(kept) // 2]
    # A sentence that ends at the cut has ended only if a space follows in the text.
    if ends and (ends[-1] < len(kept) or text[len(kept)] == " "):
        return kept[: ends[-1]]
    if len(ends) > 1:
        return kept[: ends[-2]]
    words = kept.rfind(" ")
    return kept[: words if words > len(kept) // 2 else len(kept)].rstrip(" ,;:-–—") + "…"


def web_link(url: str) -> str | None:
    """`url` if Telegram accepts it in links and buttons, None otherwise.

    Only http(s), a host with a dot or an IPv6 address, no credentials, no blanks, at most 2048 characters.
    """
    url = url.strip()
    if len(url) > _URL_LENGTH or _NOT_IN_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    bare = parts.netloc if parts.netloc.startswith("[") else host
    bare = bare[: bare.index("]") + 1] if bare.startswith("[") and "]" in bare else bare
    return url if _HOST.fullmatch(bare) else None


def link(url: str, label_html: str) -> str:
    """`label_html` as a link to `url`; only the label if Telegram would not accept the link."""
    target = web_link(url)
    return f'<a href="{html.escape(target)}">{label_html}</a>' if target else label_html


def instant(at: datetime, now: datetime) -> str:
    """A UTC time for people: "14:05 UTC"; with the date if not today, with the year if not this year."""
    clock = f"{at:%H:%M} UTC"
    if at.date() == now.date():
        return clock
    year = "" if at.year == now.year else f" {at.year}"
    return f"{at.day} {at:%b}{year}, {clock}"
