"""Pages as pictures: their own, or as Poppler or PDFium draws them."""
