"""What talk tells only by what stands around it.

A chair opens an item with "So, und der Schulhund.", a decision is "Dann losen wir." if others say
"Na gut.", and "Lena, schreibst du ihm?" is a task once Lena says "Klar.". None of these sentences
says enough by itself; who says it, and what others answer, does.
"""
