"""Settings of one folder: ``profile.toml``, ``glossary.txt``."""
