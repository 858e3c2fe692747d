"""Words, stems and sentences of a language, for all other rooms of `bot.news`."""
