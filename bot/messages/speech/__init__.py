"""What Sitrep says, in the language and time zone of a chat."""
