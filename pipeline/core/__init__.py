"""Pure decisions over frozen values: no file, clock, process, network."""
