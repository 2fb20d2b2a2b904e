"""Suggestions that a learned model finds: it scores, this room decides.

Rules find what people say in a fixed form. Most of a meeting is said in none, and what is an item,
a decision or a task shows in the sentences around it. A model that has read tagged meetings scores
each sentence; it lives at the edge (``pipeline.engines.minutes``), and its scores come in as
numbers.
"""
