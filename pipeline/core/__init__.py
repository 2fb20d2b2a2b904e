"""Pure decisions: no file, no clock, no process, no network."""
