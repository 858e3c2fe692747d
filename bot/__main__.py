"""`python -m bot` is `sitrep`."""

from bot.cli.main import main

main()
