"""Processes that do what may take too long or too much memory, and that can be killed: see `pool`."""
