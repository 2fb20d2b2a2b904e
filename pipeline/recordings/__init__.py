"""What acts on recordings: opens them, finds speech, has it heard."""
