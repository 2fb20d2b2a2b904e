"""What happens to one document, from a file to its results.

Nothing here loops, sleeps, handles signals or exits; ``workers`` decides when and where.
Start reading at ``pipeline.process``.
"""
