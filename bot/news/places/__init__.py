"""Places: names of countries and towns in texts, and what they say about where something happened."""
