"""Whether a bullet counts people, which an alert is about more often than anything else."""

from functools import lru_cache

from bot.news.language.lazy_regex import Rule, has_any

_PEOPLE = Rule(
    r"\b(?:\d[\d,.]{0,15}+|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven"
    r"|[Tt]welve|[Tt]hirteen|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|[Tt]wenty"
    r"|[Dd]ozens?|[Hh]undreds|[Tt]housands)(?: of)?(?: [\w.-]+){0,2}"
    r" (?:troops|soldiers|fighters|militants|civilians|people|hostages|refugees|children|victims"
    r"|police|officers|personnel|members|women|men|killed|dead|wounded|injured|missing|displaced|arrested|died)\b"
)
_COUNTED = (
    " troops", " soldiers", " fighters", " militants", " civilians", " people", " hostages", " refugees",
    " children", " victims", " police", " officers", " personnel", " members", " women", " men", " killed",
    " dead", " wounded", " injured", " missing", " displaced", " arrested", " died",
)  # fmt: skip
"""One of them is in every text that counts people."""


@lru_cache(maxsize=64)
def counts_people(text: str) -> bool:
    """Whether a bullet's text counts people: "roughly 2,000 US troops", "20 people were killed"."""
    return has_any(text, _COUNTED) and _PEOPLE.search(text) is not None
