"""Everything that a Telegram update can trigger; a file per intent."""
