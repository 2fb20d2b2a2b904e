"""The parts of a Word document, in WordprocessingML: what ``outputs.draft_docx`` puts a draft together from.

``elements`` knows the order that the schema demands, ``marks`` what stands between the words, ``stationery``
our template and the office's own; ``check_sheet``, ``speakers`` and ``properties`` write one thing each.
"""
