"""What is dropped onto the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def paths_of(mime: QMimeData) -> list[Path]:
    """Return the files and folders that are dragged; nothing else is taken, and no address is followed."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
