"""Jobs that both faces share: import with preview, export."""
