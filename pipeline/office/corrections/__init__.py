"""Corrected drafts: their doors, their drafts, their finals."""
