"""Polite, guarded fetching over HTTP."""
