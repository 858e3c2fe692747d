"""Which groups have other bots, as far as Telegram lets a bot know: admins, newcomers, those addressed."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from telegram import Bot
from telegram.error import TelegramError

from handlers.answers import Answers, NotNowError

log = logging.getLogger(__name__)

_LOOK_AGAIN = timedelta(minutes=10)
_MOST_GROUPS = 10_000
_PATIENCE_S = 2.0


@dataclass(slots=True)
class Neighbours:
    """What is known of the other bots in groups, kept in memory."""

    _seen: set[int] = field(default_factory=set)
    _looked: dict[int, tuple[datetime, bool]] = field(default_factory=dict)

    def note(self, telegram_id: int) -> None:
        """Remember that the group has another bot."""
        if len(self._seen) < _MOST_GROUPS:
            self._seen.add(telegram_id)

    async def any_in(self, telegram_id: int, bot: Bot, answers: Answers, now: datetime) -> bool:
        """Whether the group is known to have another bot; its admins are asked for every ten minutes."""
        if telegram_id in self._seen:
            return True
        looked = self._looked.get(telegram_id)
        if looked is None or now - looked[0] >= _LOOK_AGAIN:
            if len(self._looked) >= _MOST_GROUPS:
                self._looked.clear()
            looked = self._looked[telegram_id] = (now, await _bot_admins(telegram_id, bot, answers))
        return looked[1]


async def _bot_admins(telegram_id: int, bot: Bot, answers: Answers) -> bool:
    ask = partial(bot.get_chat_administrators, telegram_id, api_kwargs={"return_bots": True})
    try:
        admins = await answers.persist(ask, _PATIENCE_S)
    except (NotNowError, TelegramError) as error:
        log.info("chat %s: cannot tell whether there are other bots: %r", telegram_id, error)
        return False
    return any(admin.user.is_bot and admin.user.id != bot.id for admin in admins)
