"""Makes a final Word file of one that a person corrected."""
