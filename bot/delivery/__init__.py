"""Station 3: what is due in the outbox, sent at Telegram's pace."""
