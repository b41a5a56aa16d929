"""The window: everything that imports Qt."""

# Once Qt is loaded, PySide6 (6.11.3) reads the source of each module imported after it. What needs no Qt comes first,
# so that this is spared for half of the modules.
import annotator.project
import annotator.settings  # noqa: F401
