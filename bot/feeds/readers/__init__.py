"""The readers of feed documents: lxml for most, feedparser for the rest, JSON Feed."""
