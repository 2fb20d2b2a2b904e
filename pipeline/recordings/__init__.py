"""Opens recordings, finds speech, and has it heard."""
