"""What several rooms ask of a PDF: its boxes, its pages, its signatures."""
