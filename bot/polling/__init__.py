"""Station 1: due feeds, read and stored."""
