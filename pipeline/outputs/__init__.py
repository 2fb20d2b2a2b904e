"""Writers: one module per file format that leaves the house."""
