"""A second reader's opinions: which words it is asked about, and what counts of its answers."""
