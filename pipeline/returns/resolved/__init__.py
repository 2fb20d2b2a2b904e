"""What a reader sees of a Word file, all changes accepted."""
