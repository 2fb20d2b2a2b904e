"""How words sound, and what they may have been meant to be."""
