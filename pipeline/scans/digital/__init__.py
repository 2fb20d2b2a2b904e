"""Pages that bring digital text."""
