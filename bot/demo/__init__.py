"""The offline demo: invented feeds, a local Bot API, a chat in the terminal."""
