"""Decide whether an article is about a topic, and by which words."""
