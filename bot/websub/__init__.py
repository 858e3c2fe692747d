"""Pushes from hubs (WebSub)."""
