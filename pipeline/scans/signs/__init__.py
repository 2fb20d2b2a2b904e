"""Signs that readers mistake, measured in the picture."""
