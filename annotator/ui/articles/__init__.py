"""The library of articles."""
