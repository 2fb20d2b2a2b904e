"""Picture files become pages of a PDF."""
