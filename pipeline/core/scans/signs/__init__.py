"""Signs that readers mistake, told by their shape: dashes, times signs, zeros."""
