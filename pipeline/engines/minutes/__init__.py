"""Finds suggestions for minutes: vectors and a small network."""
