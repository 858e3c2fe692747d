"""Documents put right before they are read: their encoding, their references, their control characters.

Publishers' software cuts texts in the middle of a character, labels UTF-8 as something else, or escapes half
of a character beyond the basic plane. None of that may cost more than the character.
"""

import re
from html.entities import name2codepoint

UTF8_NAMES = frozenset(["", "utf-8", "utf8", "us-ascii", "ascii"])
"""Names of encodings whose text is UTF-8; empty where none is named."""
_CODECS = {
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "logical": "iso8859-8", "visual": "iso8859-8",
    "x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc-jp", "x-gbk": "gbk", "x-x-big5": "big5",
    "cn-big5": "big5", "dos-874": "cp874", "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic", "x-mac-roman": "mac-roman",
}  # fmt: skip
"""Python's names for encodings that the WHATWG Encoding Standard knows by these."""
_CODE_PAGE = re.compile(r"(?:x-)?(?:windows|win|cp|ms)[-_ ]?(125\d|874|932|936|949|950)")
_WIDE = re.compile(r"utf-?16|utf-?32|ucs", re.IGNORECASE)
_STATEFUL = re.compile(rf"iso-2022|hz|utf-7|{_WIDE.pattern}", re.IGNORECASE)
"""Encodings whose text may look like ASCII, or has zero bytes."""
_DECLARED = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([^"'>]{1,60})["']"""
)
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,99}<\?xml[^>]{0,300}\?>")
_MOSTLY = 4
"""Of five characters beyond ASCII, so many must be valid in a text that counts as UTF-8."""
_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
"""A character beyond the basic plane as Java and older databases write it (CESU-8)."""
_CUT = re.compile(rb"(?:[\xe1-\xef][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]?)(?![\x80-\xbf])")
"""A character of UTF-8 without its end."""
_ODD = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    rb"|&(?:#(?:[0-9]{1,9}|x[0-9a-fA-F]{1,8});(?:&#(?:[0-9]{1,9}|x[0-9a-fA-F]{1,8});)?"
    rb"|[A-Za-z][A-Za-z0-9]{1,31};)?|[\x00-\x08\x0b\x0c\x0e-\x1f]+|\xef\xbf[\xbe\xbf]|\ssrsName=(?:\"[^\"<>]*\"|'[^'<>]*')",
    re.DOTALL,
)
_XML_NAMES = frozenset([b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;"])
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]+")
_NOT_A_CHARACTER = "\ufffd"


def declared_encoding(body: bytes) -> str:
    """The encoding that the XML declaration names, in lower case; empty if there is none."""
    found = _DECLARED.match(body[:400])
    return found[1].decode("latin-1").strip().lower() if found else ""


def as_utf8(body: bytes, charset: str) -> bytes:
    """`body` in UTF-8 without a declaration, where it is UTF-8 whatever header and declaration say.

    `charset` is what the HTTP header says. What is declared as UTF-8, or is mostly valid UTF-8, is UTF-8 with
    some characters replaced. A body in an encoding whose name only browsers know is decoded too. Any other
    body is returned as it is: the encoding that is declared counts.
    """
    declared = declared_encoding(body)
    if _WIDE.match(charset or declared) and b"\0" not in body:
        # .NET writes "utf-16" above UTF-8; where the length is even, that would decode.
        return as_utf8(_DECLARATION.sub(b"", body, count=1) + b"\n", "")
    if body.isascii() or _STATEFUL.match(charset) or _STATEFUL.match(declared):
        return body
    labelled = not {charset, declared} <= UTF8_NAMES
    try:
        text = body.decode("utf-8")
        if not labelled:
            return body
    except UnicodeDecodeError:
        text = _PAIR.sub(_joined, body).decode("utf-8", "replace")
        bad = text.count(_NOT_A_CHARACTER)
        # Two or three bytes of a character tell as surely as all of them.
        valid = sum(letter > "\x7f" for letter in text) - bad + 2 * len(_CUT.findall(body))
        if valid < (_MOSTLY * bad if labelled else bad + 1):
            return _renamed(body, charset or declared) if labelled else _windows(body)
    return _DECLARATION.sub(b"", text.encode().lstrip(b"\xef\xbb\xbf"), count=1)


def _joined(pair: re.Match[bytes]) -> bytes:
    """A character that was encoded as its two halves."""
    halves = pair[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le").encode()


def _renamed(body: bytes, label: str) -> bytes:
    """A body in an encoding whose `label` neither Python nor libxml2 knows."""
    page = _CODE_PAGE.fullmatch(label)
    codec = f"cp{page[1]}" if page else _CODECS.get(label)
    return _DECLARATION.sub(b"", body.decode(codec, "replace").encode(), count=1) if codec else body


def _windows(body: bytes) -> bytes:
    """What is not UTF-8 and says nothing else is taken for windows-1252, as feedparser does."""
    try:
        text = body.decode("windows-1252")
    except UnicodeDecodeError:
        return body
    return _DECLARATION.sub(b"", text.encode(), count=1)


def well_formed(body: bytes) -> bytes:
    """A document in UTF-8 without the commonest faults that make it no XML.

    References to half a character are joined, those to none replaced; names of HTML become numbers, a bare
    ampersand is escaped; control characters are removed, and so are coordinate systems, on which feedparser
    stumbles. A document that defines entities of its own is returned as it is.
    """
    return body if b"<!ENTITY" in body[:4096] else _ODD.sub(_righted, body)


def _righted(match: re.Match[bytes]) -> bytes:
    odd = match[0]
    if odd[:1] == b"<":
        return _CONTROLS.sub(b"", odd)
    if odd[:1] != b"&":
        return b""
    if odd == b"&":
        return b"&amp;"
    if odd[1:2] != b"#":
        return _named(odd)
    codes = [_code(number) for number in odd[1:-1].split(b";&")]
    if all(map(_is_character, codes)):
        return odd
    if len(codes) == 2 and 0xD800 <= codes[0] < 0xDC00 <= codes[1] < 0xE000:
        return b"&#%d;" % (0x10000 + ((codes[0] - 0xD800) << 10) + (codes[1] - 0xDC00))
    return b"".join(b"&#%d;" % code if _is_character(code) else _NOT_A_CHARACTER.encode() for code in codes)


def _named(reference: bytes) -> bytes:
    if reference in _XML_NAMES:
        return reference
    code = name2codepoint.get(reference[1:-1].decode())
    return b"&amp;" + reference[1:] if code is None else b"&#%d;" % code


def _code(number: bytes) -> int:
    return int(number[2:], 16) if number[1:2] == b"x" else int(number[1:])


def _is_character(code: int) -> bool:
    """Whether XML 1.0 section 2.2 allows a character."""
    return (
        code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )
