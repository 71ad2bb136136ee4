"""Tables that lines show by cells in columns."""
