"""Reads what comes back: Word files that a person has corrected."""
