"""Entries and pages made into articles."""
