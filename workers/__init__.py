"""Processes: when work happens, how much at once, on which machine."""
