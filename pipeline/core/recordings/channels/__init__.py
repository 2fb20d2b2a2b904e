"""Decisions about channels and audio tracks: who speaks in which."""
