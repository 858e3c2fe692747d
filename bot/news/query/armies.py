"""Terms about armed forces: `withdrawal:US`, `forces:US` after NEAR, and `others:US` after WITHOUT."""

from typing import Final, Literal

from bot.news.places.placenames import countries
from bot.news.query.nodes import Withdrawal

_KINDS: Final[dict[str, Literal["withdrawal", "forces", "others"]]] = {
    "withdrawal": "withdrawal",
    "forces": "forces",
    "others": "others",
}
_MEANT = {
    "UK": "GB",
    "EN": "GB",
    "USA": "US",
    "GER": "DE",
    "FRA": "FR",
    "RUS": "RU",
    "TUR": "TR",
    "UKR": "UA",
}
"""What people take for the two letters of a country."""


def army_term(text: str, before: str) -> Withdrawal | str:
    """The term of a lexeme, or what is wrong with it; `before` is the lexeme before it."""
    kind, _, country = text.partition(":")
    country = country.upper()
    if country not in countries():
        meant = _MEANT.get(country, "US")
        return f"{kind}: takes the two letters of a country (ISO 3166): {kind}:{meant}"
    match _KINDS[kind.lower()]:
        case "others" if not before.startswith("WITHOUT"):
            return f"others: says whose forces do not count: soldiers WITHOUT/1 others:{country}"
        case "forces" if before.partition("/")[0].upper() not in ("NEAR", "WITH"):
            return f"forces: says whose forces are meant: leave NEAR/10 forces:{country}"
        case named:
            return Withdrawal(country, named)
