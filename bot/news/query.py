"""A topic's query: parse it, explain it. The language is described in docs/topics.md."""

from bot.news.explain import explain
from bot.news.query_ast import Query
from bot.news.query_parse import DEFAULT_DISTANCE, MAX_CHARACTERS, MAX_DISTANCE, MAX_TERMS, parse

__all__ = ["DEFAULT_DISTANCE", "MAX_CHARACTERS", "MAX_DISTANCE", "MAX_TERMS", "Query", "explain", "parse"]
