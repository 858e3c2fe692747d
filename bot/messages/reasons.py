"""What triage judged of a report, in words for `/why`: its kind, and what it did to its story."""

from collections.abc import Sequence

from bot.messages.speech.say import msg
from bot.model import Effect, EffectKind

_KINDS = {
    "news": "News",
    "live": "A live page",
    "analysis": "An analysis",
    "opinion": "An opinion",
    "feature": "A feature",
    "media": "Something to watch or hear",
    "listing": "Several matters under one title",
    "promo": "An advertisement",
}
_DID = {
    EffectKind.FOUNDS: "reported the event first",
    EffectKind.CONFIRMS: "confirmed what was known",
    EffectKind.DEVELOPS: "brought news",
    EffectKind.DENIES: "denied what was told",
    EffectKind.CORRECTS: "corrected what was told",
    EffectKind.REVISES: "lowered a figure",
    EffectKind.JUMPS: "brought a much higher figure",
    EffectKind.COUNTS: "brought a slightly higher figure",
    EffectKind.COLOURS: "added background",
    EffectKind.REPEATS: "repeated what was known",
}


MARKS = (
    msg("Live"),
    msg("Analysis"),
    msg("Opinion"),
    msg("Feature"),
    msg("Media"),
    msg("Listing"),
    msg("Promo"),
)
"""The kinds of report other than news, as marks before a headline."""


def kind_words(kind: str, reasons: Sequence[str]) -> str:
    """One sentence on what kind of report it is, and on what speaks for that."""
    named = _KINDS.get(kind, kind.capitalize())
    return f"{named} ({'; '.join(reasons)})." if reasons else f"{named}."


def effect_words(effect: Effect) -> str:
    """What a report did to its story, without a full stop: "brought news (not told before: arrest)"."""
    return _DID[effect.kind] + (f" ({'; '.join(effect.reasons)})" if effect.reasons else "")
