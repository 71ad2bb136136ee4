"""Code that several writers use."""
