"""Code that several sources use."""
