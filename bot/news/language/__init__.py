"""Words, stems and sentences of a language: what every other room of the judgement reads with."""
