"""What the language of a page's parts decides, once they are read."""
