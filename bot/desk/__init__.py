"""Composition: everything that runs is built here."""
