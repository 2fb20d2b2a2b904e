"""Adapters to the programs that read pages and hear speech; each is built inside a child process."""
