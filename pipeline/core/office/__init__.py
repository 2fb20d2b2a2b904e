"""Decisions about files and jobs: arrival, pairing, retries, records."""
