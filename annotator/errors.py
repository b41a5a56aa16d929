"""Errors whose text is shown to a person as it stands: what happened, what is safe, what to do next."""


class AnnotatorError(Exception):
    """The world is not as it should be; the message says so in sentences for the user."""


class ProjectError(AnnotatorError):
    """A project file can't be opened, read or created."""


class NewerProjectError(ProjectError):
    """The project was written by a newer version of the program."""


class ReadOnlyProjectError(AnnotatorError):
    """A change was asked of a project that is open for reading only."""


class SaveError(AnnotatorError):
    """A change could not be written; the file holds everything saved before it."""


class UndoError(AnnotatorError):
    """There is nothing to undo or redo, or a later change stands in the way."""


class ImportFileError(AnnotatorError):
    """A file could not be imported; nothing of it was kept."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class ExportError(AnnotatorError):
    """A file could not be written; what was there before is untouched."""


class UsageError(AnnotatorError):
    """What was asked for does not exist or is not possible as asked."""
