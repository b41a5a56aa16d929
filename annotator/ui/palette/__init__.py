"""The palette at the text: a field in which a label or an entity is chosen or made by typing."""
