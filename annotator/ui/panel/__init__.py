"""The panel beside the text: labels, entities, claims, inspector, notes."""
