"""Text files and variables that people write, and mistakes."""
