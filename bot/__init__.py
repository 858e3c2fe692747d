"""Sitrep 0.1.0: the news desk, from feeds to alerts."""
