"""What is done to one document, step by step, each repeatable."""
