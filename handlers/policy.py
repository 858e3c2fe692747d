"""Who may use the bot, as its operator configured it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the bot, besides its admins."""

    allowed: frozenset[int] = frozenset()
    """Telegram ids of users, groups and channels."""
    approval: bool = False
    """Whether others may ask the bot's admins to be let in."""

    @property
    def is_open(self) -> bool:
        """Whether everybody may."""
        return not self.allowed and not self.approval
