"""Raw text -> Article."""
