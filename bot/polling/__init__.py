"""Station 1: poll the due feeds and store their articles."""
