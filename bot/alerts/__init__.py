"""Alerts: rendering a story for a chat, sending it, deciding what happens to it next."""
