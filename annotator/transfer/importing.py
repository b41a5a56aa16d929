"""Import files into a project: articles in groups, annotation files in one piece, all of it one undo step."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from annotator import formats
from annotator.errors import ImportFileError, UsageError
from annotator.formats import text
from annotator.formats.protocol import Bundle, Importer, IncomingArticle, IncomingHeader, Table
from annotator.model.changes import ChangeSet
from annotator.model.records import ArticleDraft
from annotator.project import Project, articles
from annotator.transfer import parsing, sources
from annotator.transfer.bundles import BundleIntake
from annotator.transfer.reports import ImportOptions, ImportReport, Problem, counted
from annotator.transfer.sources import Found
from annotator.transfer.tables import TableIntake
from annotator.transfer.workspace import Workspace

Progress = Callable[[int, int, str], object]
Cancelled = Callable[[], bool]
ARTICLES = ("article", "files")
"""What an importer gives when it gives articles."""
GROUP = 200
"""Articles in one transaction."""


def import_paths(
    project: Project,
    paths: Iterable[Path],
    *,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Import files and folders and tell what came of each; `progress` gets (done, all, file name).

    A file that fails leaves nothing of itself. Raises SaveError when the project can't be written.
    """
    run = _Run(project, options or ImportOptions(), progress, cancelled)
    return run.take(sources.find(paths, run.options, project=project.path))


def read_draft(path: Path, *, encoding: str = "") -> ArticleDraft:
    """Read one article from a file without adding it; raises ImportFileError with the file's name."""
    found = Found(path, formats.importer_of_suffix(path.suffix), True)
    outcomes = parsing.parse_found([found], ImportOptions(encoding=encoding), processes=1)
    with closing(outcomes):
        outcome = next(outcomes, (found, ImportFileError("the archive holds no article.")))[1]
    if isinstance(outcome, ImportFileError):
        raise ImportFileError(f"{path.name}: {outcome}", line=outcome.line) from outcome
    return outcome


def draft_from_paste(title: str, pasted: str) -> ArticleDraft:
    """Make a draft of pasted text; an empty title is taken from the text. Raises ImportFileError for no text."""
    return text.pasted(title, pasted)


class _Run:
    """One import from its first file to its report."""

    def __init__(
        self, project: Project, options: ImportOptions, progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        self.project = project
        self.options = options
        self.report = ImportReport()
        self._progress = progress
        self._cancelled = cancelled
        self._workspace = Workspace(project)
        self._run_id = str(uuid4())
        self._author = project.person.uid
        self._done = self._all = 0

    def take(self, files: list[Found]) -> ImportReport:
        """Import the files: articles first, then the annotation files that may speak of them."""
        self._all = len(files)
        known = [(one, one.importer) for one in files if one.importer is not None]
        for one in files:
            self._refuse_unknown(one)
        self._take_articles([one for one, importer in known if importer.gives in ARTICLES])
        self._take_annotated([(one, importer) for one, importer in known if importer.gives not in ARTICLES])
        return self.report

    def _refuse_unknown(self, found: Found) -> None:
        if found.importer is not None:
            return
        self._tell(found)
        if found.is_named and found.path.exists():
            names = ", ".join(one.name for one in formats.importers())
            self._fail(found, UsageError(f"files of this kind are not known; name the format with --format ({names})."))
        elif found.is_named:
            self._fail(found, UsageError("there is no such file."))
        else:
            self.report.skipped.append(found.name)

    def _take_articles(self, files: list[Found]) -> None:
        group: list[ArticleDraft] = []
        last: Found | None = None
        with closing(parsing.parse_found(files, self.options)) as outcomes:
            for found, outcome in outcomes:
                if self._is_cancelled():
                    break
                if found is not last:
                    self._tell(found)
                    last = found
                group += self._accepted(found, outcome)
                if len(group) >= GROUP:
                    self._add(group)
                    group = []
        if group:
            self._add(group)

    def _accepted(self, found: Found, outcome: ArticleDraft | ImportFileError) -> list[ArticleDraft]:
        """Return the draft that came of a file, none when it failed, which the report then says."""
        try:
            if isinstance(outcome, ImportFileError):
                raise outcome
            warnings = _warnings(found, outcome)
            self._be_strict(warnings)
        except ImportFileError as error:
            self._fail(found, error)
            return []
        self.report.files += 1
        self.report.warnings += warnings
        return [outcome]

    def _add(self, drafts: list[ArticleDraft]) -> None:
        """Store a group of articles in one transaction, or plan it where all or nothing is asked for."""
        if self.options.dry_run or self.options.atomic:
            bundle = Bundle(IncomingHeader(), [_incoming(draft) for draft in drafts])
            intake = BundleIntake(self._workspace, self.options, author=self._author).take(bundle)
            self.report.added += intake.added
            self.report.existing += intake.existing
        else:
            added = articles.add(self.project, drafts, run_id=self._run_id)
            self.report.added += added.added
            self.report.existing += added.existing

    def _take_annotated(self, files: list[tuple[Found, Importer]]) -> None:
        """Plan all annotation files, then store them in one transaction."""
        workspace, title = self._workspace, ""
        for found, importer in sorted(files, key=lambda one: one[1].gives):
            if self._is_cancelled():
                return
            mark = workspace.mark()
            value = self._read(found, importer)
            try:
                title = self._plan(found, value, workspace) or title
            except ImportFileError as error:
                workspace.go_back(mark)
                self._fail(found, error)
        self._store(title)

    def _plan(self, found: Found, value: object, workspace: Workspace) -> str:
        if isinstance(value, Bundle):
            return self._plan_bundle(found, value, workspace)
        if isinstance(value, Table):
            self._plan_table(found, value, workspace)
        return ""

    def _plan_bundle(self, found: Found, bundle: Bundle, workspace: Workspace) -> str:
        """Plan a bundle; return the title that an empty project takes over from it."""
        is_first = not (self.project.articles() or self.report.added or workspace.changes())
        intake = BundleIntake(workspace, self.options, author=self._author).take(bundle)
        warnings = [Problem(found.name, one.line, one.code, one.message) for one in intake.notices]
        self._be_strict(warnings)
        self.report.files += 1
        self.report.warnings += warnings
        self.report.added += intake.added
        self.report.existing += intake.existing
        self.report.annotations += intake.annotations
        self.report.changed += intake.changed
        return bundle.header.project if is_first else ""

    def _plan_table(self, found: Found, table: Table, workspace: Workspace) -> None:
        intake = TableIntake(self.project, workspace, self.options, author=self._author)
        intake.take(found.name, table)
        warnings = [Problem(found.name, one.line, one.code, one.message) for one in table.notices] + intake.warnings
        self._be_strict([*warnings, *intake.preview.refused])
        self.report.files += 1
        self.report.warnings += warnings
        self.report.annotations += len(intake.preview.new)
        self.report.changed += len(intake.preview.changed)
        self.report.preview = self.report.preview.joined(intake.preview)

    def _store(self, title: str) -> None:
        changes, report = self._workspace.changes(), self.report
        if self.options.dry_run:
            return
        if self.options.atomic and report.has_failed:
            self.report = ImportReport(warnings=report.warnings, failed=report.failed, preview=report.preview)
            return
        if changes:
            count = counted(report.annotations + report.changed, "annotation")
            self.project.commit(ChangeSet(f"Import {count}", changes, run_id=self._run_id))
        if title and title != self.project.title:
            self.project.set_title(title)

    def _read(self, found: Found, importer: Importer) -> Bundle | Table | None:
        """Read one annotation file; None when it failed, which the report then says."""
        self._tell(found)
        try:
            value = importer.read(sources.read(found, importer, self.options))
        except ImportFileError as error:
            self._fail(found, error)
            return None
        assert isinstance(value, Bundle | Table)
        return value

    def _be_strict(self, warnings: list[Problem]) -> None:
        if self.options.strict and warnings:
            raise ImportFileError(f"{warnings[0].message} (a warning, refused by --strict)", line=warnings[0].line)

    def _fail(self, found: Found, error: ImportFileError | UsageError) -> None:
        line = error.line if isinstance(error, ImportFileError) else None
        self.report.failed.append(Problem(found.name, line, "failed", str(error)))

    def _tell(self, found: Found) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._all, found.name)

    def _is_cancelled(self) -> bool:
        self.report.is_cancelled = self._cancelled is not None and self._cancelled()
        return self.report.is_cancelled


def _warnings(found: Found, draft: ArticleDraft) -> list[Problem]:
    return [Problem(found.name, None, "encoding-guessed", one) for one in draft.warnings]


def _incoming(draft: ArticleDraft) -> IncomingArticle:
    """Return a draft as an annotated article without annotations."""
    origin = {
        "origin_path": draft.origin_path,
        "original_sha256": draft.original_sha256,
        "encoding": draft.encoding,
        "newline": draft.newline,
    }
    return IncomingArticle(0, draft.title, draft.text, draft.uid, {**draft.meta, **origin})
