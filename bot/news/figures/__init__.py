"""Numbers in reports: read them, and compare what publishers count."""
