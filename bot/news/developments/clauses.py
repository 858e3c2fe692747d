"""What a headline says in its main clause, and what it only mentions beside it. Pure."""

import re

_READ = 300
_FIRST = 12
"""Characters that belong to the main clause in any case."""
_OPENING = re.compile(
    r"(?:as|after|while|since|with|when|amid|amidst|despite|following|before|ahead of) [^,]{3,90}+,\s*+",
    re.IGNORECASE,
)
_IN_OFFICE = (
    r"(?: (?:its |the |a )?(?:next|new|acting|interim|caretaker|first)\b|(?: [\w-]{1,20}){0,2}"
    r" (?:minister|premier|president|chief|leader|commander|governor|mayor|speaker|successor|head)\s*$)"
)
"""What follows "as" where it says what somebody becomes: "names general as army chief"."""
_ASIDE = re.compile(
    rf"\b(?:after|over|amid|amidst|following|despite|in (?:the )?wake of|since|as(?!{_IN_OFFICE})|who"
    r"|(?:accused|convicted|guilty|suspected) of|(?:charged|linked) with|wanted (?:for|over)|blamed for)\b",
    re.IGNORECASE,
)

_INSERTED = re.compile(r"[^,]{3,90}+,\s*+")
"""The rest of a clause between commas: "The minister, charged with fraud, denied it"."""


def main_clause(headline: str) -> str:
    """The headline without a clause that opens it, up to the first that follows: "after", "over", "amid".

    "After the truce, army pulls back over raid" -> "army pulls back ". In English; others are returned whole.
    """
    read = headline[:_READ]
    opening = _OPENING.match(read)
    rest = read[opening.end() :] if opening else read
    aside = _ASIDE.search(rest, _FIRST)
    if aside is None:
        return rest
    inserted = _INSERTED.match(rest, aside.start())
    if inserted and rest[: aside.start()].endswith(", "):
        return f"{rest[: aside.start()]}{rest[inserted.end() :]}"
    return rest[: aside.start()]
