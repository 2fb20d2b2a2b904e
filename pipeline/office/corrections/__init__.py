"""Corrected drafts: how they come in, what they belong to, and their finals."""
