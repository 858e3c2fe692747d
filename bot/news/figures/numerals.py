"""Numbers in English prose, as distinct from dates, times, ages and names."""

import re
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 20 + 10 * place for place, word in enumerate(_TENS)
}
_SCALES = {
    "hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12,
}  # fmt: skip
_TEEN = "|".join(_UNITS[1:])
_SPELT = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{_TEEN}"
# Hedges distinguish "at least 12" from "12"; the figure that people read keeps them as written.
HEDGE = (
    r"at least|no fewer than|no less than|more than|fewer than|less than|up to|as many as|about|around|some|"
    r"nearly|almost|over|roughly|approximately|an estimated|estimated|under"
)
NUMBER = (
    rf"(?=[\w$€£¥])(?>(?:\b(?P<hedge>{HEDGE})\s{{1,3}})?(?P<sign>[$€£¥])?"
    rf"(?:(?P<digits>(?<!\d)(?>(?:\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,15}})(?:\.\d{{1,15}})?))|"
    rf"(?P<spelt>\b(?:{_SPELT}|a(?= dozen| hundred))\b))"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|(?:bn|mn|tn|[kKmMbB])\b))?"
    r"(?P<percent>\s?%|\s(?:percent|per cent|percentage points?)\b)?)"
)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_BEFORE_NO_QUANTITY = re.compile(
    rf"(?:[A-Za-z\d][-–.,:/]|#|\b{_MONTH}\s|\b(?:No\.?|Route|Article|Section|Chapter|Flight|Boeing|Airbus|"
    r"Resolution|Highway|Interstate|Group|Channel|Page|Day|Week|Part|Phase|Round|Stage|Game|Top|Max|Apollo|"
    r"Season|Episode|Volume|Pier|Gate|Room|Platform|Carriage|Lane|Exit|Tower|Zone|Formula"
    r"|aged?|in|since|until|by|of|from|the)\s)\Z"
)
_AFTER_NO_QUANTITY = re.compile(
    rf"(?:st|nd|rd|th)\b|[-–]?\s?years?[- ]olds?\b|['’]?s\b|:\d|[/-]\w|\s?[ap]\.?m\b|\s{_MONTH}(?:\s|,|$)|"
    r"\s?(?:GMT|UTC)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r",\s\Z")
_AROUND = 40
"""Characters on either side of a number that tell what it is."""


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as `written` in a text; `unit` is "", "%" or the sign of a currency."""

    value: float
    written: str
    unit: str
    start: int
    end: int
    hedge: str = ""


def numbers(text: str) -> list[Number]:
    """The quantities of a text in order: no years, dates, times, ages, ordinals or numbers in names."""
    quantities = []
    for match in _NUMBER.finditer(text):
        number = read(match)
        if not _is_label(text, match, number.value):
            quantities.append(number)
    return quantities


def read(match: re.Match[str]) -> Number:
    """The number in a match of a pattern that contains `NUMBER`."""
    digits, spelt = match["digits"], match["spelt"]
    value = float(digits.replace(",", "")) if digits else _spelt(spelt.lower())
    scale = match["scale"]
    if scale:
        value *= _SCALES[scale.lower()]
    groups = [name for name in ("hedge", "sign", "digits", "spelt") if match[name]]
    start = match.start(groups[0])
    end = max(match.end(name) for name in ("digits", "spelt", "scale", "percent"))
    unit = match["sign"] or ("%" if match["percent"] else "")
    return Number(
        value=value,
        written=match.string[start : start + 1].lower() + match.string[start + 1 : end].strip(),
        unit=unit,
        start=start,
        end=end,
        hedge=(match["hedge"] or "").lower(),
    )


def _spelt(words: str) -> float:
    if words == "a":
        return 1
    return float(sum(_WORDS[word] for word in re.split(r"[- ]", words)))


def _is_label(text: str, match: re.Match[str], value: float) -> bool:
    """Whether the number names or dates something rather than counts it."""
    start, end = match.start("digits") if match["digits"] else match.start(), match.end()
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if match["spelt"]:
        return match["spelt"].lower() in ("one", "a") and not match["scale"] and not match["percent"]
    if match["sign"] or match["percent"] or match["scale"]:
        return False
    if _AFTER_NO_QUANTITY.match(after):
        return True
    if _AGE.search(before) and re.match(r"\s?[,.)]", after) and 10 <= value < 110:
        return True
    is_year = 1900 <= value < 2100 and "," not in match["digits"] and "." not in match["digits"]
    named = _BEFORE_NO_QUANTITY.search(before)
    if named is None:
        return is_year and not re.match(r"\s[a-z]+s\b", after)
    return is_year or named.group().strip().lower() not in ("in", "since", "until", "by", "of", "from", "the")
