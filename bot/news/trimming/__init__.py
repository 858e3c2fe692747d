"""What a fact can do without, and the check that nothing else was cut."""
