"""What several sources need."""
