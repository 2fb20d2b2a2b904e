"""What happens to one document: a scan or a recording becomes a searchable PDF and a draft.

Nothing here loops, sleeps, handles signals or exits; ``workers`` decides when and where.
Start reading at ``pipeline.process``.
"""
