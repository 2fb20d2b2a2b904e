"""What knows German and English words: numbers, days and times, slips, dictated signs, what meetings announce."""
