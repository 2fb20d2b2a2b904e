"""Pure decisions over frozen values: no file, no clock, no process, no network."""
