"""``profile.toml`` and ``glossary.txt``: what is special about a folder of the inbox."""
