"""Facts: which sentences of an article to send."""
