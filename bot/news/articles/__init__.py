"""Turn entries and pages into articles."""
