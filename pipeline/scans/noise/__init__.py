"""Ink in pieces, and what of it is noise: specks, shadows, pale letters."""
