"""The offline try-out: recorded feeds, a local Bot API, a chat in the terminal."""
