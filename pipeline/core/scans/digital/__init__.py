"""Decisions about pages that bring digital text."""
