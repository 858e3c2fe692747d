"""A local Bot API: real HTTP, Telegram's rules, faults on demand."""
