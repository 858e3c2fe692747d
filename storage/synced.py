"""What following the configuration changed, to be told, and refused where it destroys too much."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Synced:
    """Changes of the configured feeds (by address) or topics (by id).

    `before` is how many were configured and in use before; those that left are in `removed`.
    """

    before: int = 0
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """(old id, new id) of topics that kept their followers."""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.changed or self.removed or self.renamed)

    @property
    def removes_most(self) -> bool:
        """Whether more than half of what was configured left."""
        return 2 * len(self.removed) > self.before
