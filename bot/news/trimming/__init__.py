"""Cut a sentence to a bullet, and check that nothing else was cut."""
