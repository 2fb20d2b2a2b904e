"""What is done to one document, step by step; each step can be repeated."""
