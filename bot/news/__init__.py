"""News: from an entry to a match, a story and its facts; pure, no clock and no I/O."""
