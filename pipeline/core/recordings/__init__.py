"""Decisions about speech, hallucinations, speakers, captions."""
