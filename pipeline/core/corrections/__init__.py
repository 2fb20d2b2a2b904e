"""The way back: what a person made of a draft, and what follows from it."""
