"""Whether an article is about a topic, and which words made it so."""
