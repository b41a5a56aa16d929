"""What came of an import in words: one sentence for the strip, and a line for each thing that went wrong."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.ui.translation import N_, counted

if TYPE_CHECKING:
    from annotator.transfer.reports import ImportReport

_MOST_NAMED = 3
_MOST_LISTED = 25


def sentence(report: "ImportReport") -> str:
    """Return what was taken in, and how many files could not be read with the names of the first ones."""
    told = [_taken(report), *_failures(report)]
    return " ".join(one for one in told if one) or _text(N_("Import", "Nothing was imported."))


def problems(report: "ImportReport") -> str:
    """Return a line for each file that failed and each remark on one that did not, the first ones of many."""
    lines = [str(one) for one in (*report.failed, *report.preview.refused, *report.warnings)]
    lines += [_text(N_("Import", "{0}: files of this kind are not known.")).format(name) for name in report.skipped]
    more = len(lines) - _MOST_LISTED
    rest = (
        [counted("Import", N_("Import", "and {0} more"), N_("Import", "and {0} more"), count=more)] if more > 0 else []
    )
    return "\n".join([*lines[:_MOST_LISTED], *rest])


def _taken(report: "ImportReport") -> str:
    """Return what was taken in; nothing when that is nothing."""
    if not (report.files or report.added or report.existing or report.annotations or report.changed):
        return ""
    return f"{report.summary}."


def _failures(report: "ImportReport") -> list[str]:
    names = list(dict.fromkeys(one.file for one in report.failed))
    if len(names) == 1 and not report.files:
        return [str(report.failed[0])]
    told = []
    if names:
        one, many = N_("Import", "{0} file could not be read:"), N_("Import", "{0} files could not be read:")
        told.append(f"{counted('Import', one, many, count=len(names))} {_named(names)}")
    if report.skipped:
        one, many = N_("Import", "{0} file was left out:"), N_("Import", "{0} files were left out:")
        told.append(f"{counted('Import', one, many, count=len(report.skipped))} {_named(report.skipped)}")
    if not told:
        told += [str(one) for one in (*report.preview.refused, *report.warnings)[:1]]
    return told


def _named(names: list[str]) -> str:
    """Return the names of the first files without their folders."""
    shown = [name.replace("\\", "/").rpartition("/")[2] for name in names[:_MOST_NAMED]]
    return ", ".join(shown) + (" …" if len(names) > _MOST_NAMED else ".")


def _text(text: str) -> str:
    return QCoreApplication.translate("Import", text)
