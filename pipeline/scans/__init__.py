"""What acts on scans: opens them, renders pages, has them read."""
