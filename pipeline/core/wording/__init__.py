"""The words of German and English: numbers, days, fillers, commands."""
