"""Scans: page layout, tables, reading order, letters, duplex."""
