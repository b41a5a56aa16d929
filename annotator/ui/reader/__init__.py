"""The reading view: article text with its marks."""
