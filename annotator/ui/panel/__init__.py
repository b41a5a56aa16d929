"""The panel beside the text: label palette, entities, claims, notes and the inspector."""
