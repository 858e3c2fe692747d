"""Facts: choose the sentences of an article to send."""
