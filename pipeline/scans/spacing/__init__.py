"""Where words end, by the gaps in their picture."""
