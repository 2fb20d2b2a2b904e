"""Noise: specks on a scan that are no print."""
