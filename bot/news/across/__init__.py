"""One happening told in several languages: evidence that needs no translation, and open stories by it."""
