"""The parts of a Word document, in WordprocessingML.

``package`` judges the office's template; ``stationery`` makes an empty document of it or of ours,
by ``letterhead``, ``styles`` and ``spacing``. ``elements`` knows the order that the schema
demands, ``markup`` what stands between the words; ``comments``, ``check_sheet``,
``speaker_controls`` and ``properties`` write one thing each.
"""
