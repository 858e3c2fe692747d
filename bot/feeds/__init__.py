"""Feeds: fetching them politely, parsing them faithfully, deciding when to poll them next."""
