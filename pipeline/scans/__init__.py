"""Opens scans, renders and deskews their pages, has them read."""
