"""Take in annotation tables: what is new, what was edited, what is refused, told before it is written."""

from collections.abc import Iterable

from annotator.formats.protocol import Row, Table
from annotator.model.records import AnnotationRecord, Filter
from annotator.project import Project
from annotator.transfer.known_rows import KnownRows
from annotator.transfer.new_rows import NewRows
from annotator.transfer.reports import ImportOptions, Preview, Problem, RowChange
from annotator.transfer.rows import RowError
from annotator.transfer.workspace import Workspace

_ASKED_AT_ONCE = 5_000


class TableIntake:
    """Plans the rows of one table; the preview tells what it would do."""

    def __init__(self, project: Project, workspace: Workspace, options: ImportOptions, *, author: str) -> None:
        self._project = project
        self._workspace = workspace
        self._known = KnownRows(project, workspace)
        self._new = NewRows(workspace, options, author=author)
        self.preview = Preview()
        self.warnings: list[Problem] = []

    def take(self, file: str, table: Table) -> None:
        """Plan every row; one that can't be taken in is refused with its number and the others stay."""
        records = self._records(row.cells.get("annotation_id", "").strip() for row in table.rows)
        seen: set[str] = set()
        for row in table.rows:
            mark = self._workspace.mark()
            try:
                self._take(file, row, records=records, seen=seen)
            except RowError as error:
                self._workspace.go_back(mark)
                self.preview.refused.append(Problem(file, row.number, error.code, str(error)))
        self._known.finish()

    def _take(self, file: str, row: Row, *, records: dict[str, AnnotationRecord], seen: set[str]) -> None:
        uid = row.cells.get("annotation_id", "").strip()
        if uid in seen:
            raise RowError(row, "twice", f"the annotation {uid} stands twice in the file")
        seen.update({uid} - {""})
        record = records.get(uid)
        if record is not None:
            self._take_known(file, row, record)
        elif uid and self._workspace.annotation(uid) is not None:
            raise RowError(row, "version", f"{uid} belongs to an earlier version of its article")
        else:
            self._take_new(file, row)

    def _take_known(self, file: str, row: Row, record: AnnotationRecord) -> None:
        edit = self._known.take(row, record)
        self.warnings += [Problem(file, one.line, one.code, one.message) for one in edit.notices]
        if edit.cells:
            self.preview.changed.append(RowChange(file, row.number, edit.annotation, edit.cells))
        else:
            self.preview.unchanged += 1

    def _take_new(self, file: str, row: Row) -> None:
        made = self._new.take(row)
        if made is None:
            self.preview.unchanged += 1
        else:
            self.preview.new.append(RowChange(file, row.number, made))

    def _records(self, uids: Iterable[str]) -> dict[str, AnnotationRecord]:
        """Return the records of the annotations that the project has, by uid."""
        asked = [uid for uid in dict.fromkeys(uids) if uid]
        found: dict[str, AnnotationRecord] = {}
        for at in range(0, len(asked), _ASKED_AT_ONCE):
            wanted = Filter(annotations=tuple(asked[at : at + _ASKED_AT_ONCE]))
            found |= {one.annotation.uid: one for one in self._project.annotation_records(wanted)}
        return found
