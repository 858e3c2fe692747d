"""What triage judged of a report, in words for `/why`: its kind, and what it did to its story."""

import re
from collections.abc import Sequence

from bot.messages.speech.say import Say, msg
from bot.model import Effect, EffectKind

_KINDS = {
    "news": msg("News"),
    "live": msg("A live page"),
    "analysis": msg("An analysis"),
    "opinion": msg("An opinion"),
    "feature": msg("A feature"),
    "media": msg("Something to watch or hear"),
    "listing": msg("Several matters under one title"),
    "promo": msg("An offer, a game or an announcement"),
}
_DID = {
    EffectKind.FOUNDS: msg("reported the event first"),
    EffectKind.CONFIRMS: msg("confirmed what was known"),
    EffectKind.DEVELOPS: msg("brought news"),
    EffectKind.DENIES: msg("denied what was told"),
    EffectKind.CORRECTS: msg("corrected what was told"),
    EffectKind.REVISES: msg("lowered a figure"),
    EffectKind.JUMPS: msg("brought a much higher figure"),
    EffectKind.COUNTS: msg("brought a slightly higher figure"),
    EffectKind.COLOURS: msg("added background"),
    EffectKind.REPEATS: msg("repeated what was known"),
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


_UNSURE = msg("Not surely news, so it alerts without a sound")


def kind_words(kind: str, reasons: Sequence[str], say: Say, sure: bool = True) -> str:
    """One sentence on what kind of report it is, and on what speaks for that (in English).

    `sure`: whether it is worth a sound.
    """
    named = say(_UNSURE if kind == "news" and not sure else _KINDS.get(kind, kind.capitalize()))
    return f"{named} ({say.isolated('; '.join(reasons))})." if reasons else f"{named}."


def effect_words(effect: Effect, say: Say) -> str:
    """What a report did to its story, without a full stop: "Brought news (not told before: arrest)"."""
    reasons = f" ({say.isolated('; '.join(effect.reasons))})" if effect.reasons else ""
    return say(_DID[effect.kind]) + reasons


_STORED = frozenset(
    (
        msg("muted"),
        msg("quiet hours"),
        msg("digest"),
        msg("other sources first"),
        msg("the user blocked the bot"),
        msg("the bot was removed from the group"),
        msg("the bot was removed from the channel"),
        msg("the bot may not post in the group"),
        msg("the bot may not post in the channel"),
    )
)
_CAPPED = re.compile(r"more than (\d{1,6}) alerts an hour")


def stored_reason(reason: str, say: Say) -> str:
    """Why alerts wait or are paused, as it was stored (in English), in the language of the chat; plain text.

    What Telegram said stays as Telegram said it.
    """
    known = reason.replace("supergroup", "group")
    if capped := _CAPPED.fullmatch(known):
        number = int(capped[1])
        return say.plural("more than {number} alert an hour", "more than {number} alerts an hour", number)
    return say(known) if known in _STORED else reason
