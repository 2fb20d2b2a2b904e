"""The office that people see: arrivals, results, notes, the journal."""
