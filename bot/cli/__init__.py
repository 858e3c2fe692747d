"""The command line: a file for every group of commands."""
