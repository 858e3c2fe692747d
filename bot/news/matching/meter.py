"""What matching costs by topic: when all together take too long, the dearest own topics are skipped. Pure."""

from collections.abc import Callable, Collection, Sequence


class Meter:
    """Time spent on chats' own topics; those of everybody are never skipped and cost them nothing.

    Each article grants `per_article_s`. Once `grace_s` and what was granted are spent, the topics that took
    most are skipped until the others took no more than half of it.
    """

    def __init__(
        self, timer: Callable[[], float], own: Collection[str], *, per_article_s: float, grace_s: float
    ) -> None:
        """`timer` reads seconds; a thread's processor time is fairest. `own` are ids of topics."""
        self.timer = timer
        self._own = own
        self._per_article_s = per_article_s
        self._granted_s = grace_s
        self._total_s = 0.0
        self._spent_s: dict[str, float] = {}
        self.skipped: dict[str, float] = {}
        """Topic id -> seconds that it took."""

    def next_article(self) -> None:
        """Grant what one more article may take."""
        self._granted_s += self._per_article_s

    def skips(self, topic_ids: Sequence[str]) -> bool:
        """Whether a query that these topics share is no longer worth its time."""
        return bool(self.skipped) and self.skipped.keys() >= set(topic_ids)

    def charge(self, topic_ids: Sequence[str], seconds: float) -> None:
        """Note what a query took that these topics share."""
        if not all(topic_id in self._own for topic_id in topic_ids):
            return
        self._total_s += seconds
        for topic_id in topic_ids:
            self._spent_s[topic_id] = self._spent_s.get(topic_id, 0.0) + seconds / len(topic_ids)
        if self._total_s > self._granted_s:
            self._skip_dearest()

    def _skip_dearest(self) -> None:
        for topic_id in sorted(self._spent_s, key=lambda topic_id: -self._spent_s[topic_id]):
            if self._total_s <= self._granted_s / 2:
                return
            self.skipped[topic_id] = self._spent_s.pop(topic_id)
            self._total_s -= self.skipped[topic_id]
