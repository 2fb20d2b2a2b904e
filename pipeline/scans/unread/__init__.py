"""A second look: what was left out of a page, or taken for words."""
