"""A topic's query: parse it, explain it. docs/topics.md describes the language."""

from bot.news.query.explain import explain
from bot.news.query.nodes import Query
from bot.news.query.parse import DEFAULT_DISTANCE, MAX_CHARACTERS, MAX_DISTANCE, MAX_TERMS, parse

__all__ = ["DEFAULT_DISTANCE", "MAX_CHARACTERS", "MAX_DISTANCE", "MAX_TERMS", "Query", "explain", "parse"]
