"""``profile.toml`` and ``glossary.txt``: settings for one folder."""
