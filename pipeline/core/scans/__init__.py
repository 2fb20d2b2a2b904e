"""What is decided about scans: lines, columns, tables, pages, letters."""
