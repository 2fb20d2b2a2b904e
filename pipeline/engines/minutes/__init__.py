"""The model that finds suggestions for minutes: vectors of sentences, and a small network."""
