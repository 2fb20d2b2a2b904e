"""What stands in a draft, and in which words it is laid out."""
