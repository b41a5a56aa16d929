"""The review place: every annotation in one table."""
