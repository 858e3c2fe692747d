"""Every SQL statement of Sitrep, a file per noun."""
