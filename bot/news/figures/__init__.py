"""Numbers in reports: read, compared, and told apart by publisher."""
