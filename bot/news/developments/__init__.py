"""What each report does to its story, and the story as it stands now."""
