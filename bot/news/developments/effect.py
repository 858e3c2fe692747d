"""What each effect of a report does to the chats that have the story's alert: the one table."""

from enum import StrEnum

from bot.model import Effect, EffectKind


class Telling(StrEnum):
    """What a chat that has the alert gets."""

    UPDATE_NOW = "update at once"
    UPDATE = "update"
    EDIT = "silent edit"
    NOTHING = "nothing"


TELLING: dict[EffectKind, Telling] = {
    EffectKind.FOUNDS: Telling.EDIT,
    EffectKind.CONFIRMS: Telling.EDIT,
    EffectKind.DEVELOPS: Telling.UPDATE,
    EffectKind.DENIES: Telling.UPDATE_NOW,
    EffectKind.CORRECTS: Telling.UPDATE_NOW,
    EffectKind.REVISES: Telling.UPDATE_NOW,
    EffectKind.JUMPS: Telling.UPDATE,
    EffectKind.COUNTS: Telling.EDIT,
    EffectKind.COLOURS: Telling.EDIT,
    EffectKind.REPEATS: Telling.NOTHING,
}
"""A chat that has no alert of the story yet gets that, whatever the report does."""

PUTS_RIGHT = frozenset({EffectKind.CORRECTS, EffectKind.REVISES})
"""Reports that replace what was told by what is right."""

TAKES_THE_HEADLINE = frozenset(
    {
        EffectKind.FOUNDS, EffectKind.DEVELOPS, EffectKind.DENIES, EffectKind.REVISES, EffectKind.JUMPS,
        EffectKind.CORRECTS,
    }
)  # fmt: skip
"""Reports whose headline may stand over the story: those that say how the affair stands now."""


def telling_of(effect: Effect) -> Telling:
    """What a chat that has the alert gets of a report with this effect."""
    return TELLING[effect.kind]
