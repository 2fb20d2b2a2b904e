"""What is decided about recordings: passages, evidence, speakers, captions."""
