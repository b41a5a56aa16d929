"""Read articles, tag entities and claims, review them, export CSV."""

__version__ = "0.1.0"
