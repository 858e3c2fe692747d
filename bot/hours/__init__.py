"""Quiet hours, digests and time zones."""
