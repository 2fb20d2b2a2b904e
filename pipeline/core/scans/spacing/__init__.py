"""Where words begin and end, by the gaps between them in units of the type size."""
