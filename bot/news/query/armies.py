"""Terms about a country's armed forces: `withdrawal:US`, and `others:US` after WITHOUT."""

from bot.news.places.placenames import countries
from bot.news.query.nodes import Withdrawal

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
    country, of_others = country.upper(), kind.lower() == "others"
    if country not in countries():
        meant = _MEANT.get(country, "US")
        return f"{kind}: takes the two letters of a country (ISO 3166): {kind}:{meant}"
    if of_others and not before.startswith("WITHOUT"):
        return f"others: says whose forces do not count: soldiers WITHOUT/1 others:{country}"
    return Withdrawal(country, of_others)
