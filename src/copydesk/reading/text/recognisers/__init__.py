"""What a line or a piece of text may be, by its words alone: a byline, a date, an address, a marker and the like."""
