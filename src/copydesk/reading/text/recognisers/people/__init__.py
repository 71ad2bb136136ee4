"""Names of people: in bylines, before their words, and by themselves."""
