"""What one process can do; importing this costs nothing, unlike the wiring in `bot.desk.app`."""

ROLES = ("commands", "poll", "triage", "deliver")
"""Every role, as `sitrep run --roles` names them."""
