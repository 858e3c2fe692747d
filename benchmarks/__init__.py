"""What the figures in docs/figures.md and docs/notebook.md come from."""
