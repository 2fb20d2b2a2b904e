"""Processes: when work happens, how much of it at once, and on which machine."""
