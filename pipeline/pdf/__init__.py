"""PDF boxes, pages and signatures."""
