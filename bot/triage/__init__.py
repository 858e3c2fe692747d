"""Station 2: new articles, matched, grouped and announced."""
