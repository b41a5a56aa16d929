"""Verbs for articles: add, edit, delete."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from annotator.errors import UsageError
from annotator.model.article import Article, Version, checksum
from annotator.model.changes import Change, ChangeSet
from annotator.model.ids import is_uid, new_uid
from annotator.model.times import now
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.model.records import ArticleDraft


@dataclass(frozen=True, slots=True)
class Added:
    """What became of drafts: articles that are new, and those whose text was there already."""

    added: tuple[Article, ...]
    existing: tuple[Article, ...]


def add(project: Project, drafts: "Sequence[ArticleDraft]", *, run_id: str = "") -> Added:
    """Add articles as one step (with the rest of its run); a text that is there already is not added twice."""
    hashes = [checksum(draft.text) for draft in drafts]
    known = project.articles_with_text(hashes)
    added: list[Article] = []
    existing: list[Article] = []
    changes: list[Change] = []
    for draft, sha256 in zip(drafts, hashes, strict=True):
        if sha256 in known:
            existing += [one for one in added if one.uid == known[sha256]] or [project.article(known[sha256])]
            continue
        article = _article(project, draft)
        changes += [Change(None, article), Change(None, _version(article, draft, sha256))]
        added.append(article)
        known[sha256] = article.uid
    title = f"Add “{added[0].title}”" if len(added) == 1 else f"Add {len(added)} articles"
    project.commit(ChangeSet(title, tuple(changes), run_id=run_id))
    return Added(tuple(added), tuple(existing))


def _article(project: Project, draft: "ArticleDraft") -> Article:
    meta: dict[str, Any] = dict(draft.meta)
    return Article(
        draft.uid if is_uid(draft.uid, "article") else new_uid("article"),
        draft.title,
        created_at=now(),
        created_by=project.person.uid,
        **meta,
    )


def _version(article: Article, draft: "ArticleDraft", sha256: str) -> Version:
    return Version(
        article.uid,
        1,
        draft.text,
        sha256,
        origin_path=draft.origin_path,
        original_sha256=draft.original_sha256,
        encoding=draft.encoding,
        newline=draft.newline,
        imported_at=article.created_at,
        extractor=draft.extractor,
        structure=draft.structure,
        pages=draft.pages,
    )


def edit(project: Project, uid: str, **fields: Any) -> None:
    """Change what is known of an article: any fields of Article but its uid and version."""
    article = project.article(uid)
    after = replace(article, **fields)
    if (after.uid, after.version) != (article.uid, article.version):
        raise UsageError("An article's id and version are not edited.")
    if after != article:
        is_typing = set(fields) == {"note"}
        key = f"article note {uid}" if is_typing else ""
        project.commit(ChangeSet(f"Edit “{article.title}”", (Change(article, after),), merge_key=key))


def delete(project: Project, uids: Sequence[str]) -> None:
    """Take articles out of the library; their annotations go with them and come back with undo."""
    found = [project.article(uid) for uid in dict.fromkeys(uids)]
    title = f"Delete “{found[0].title}”" if len(found) == 1 else f"Delete {len(found)} articles"
    project.commit(ChangeSet(title, tuple(Change(one, None) for one in found)))


def set_status(project: Project, uids: Sequence[str], status: str) -> None:
    """Say how far articles have come: new, in_progress, annotated, reviewed or skipped."""
    found = [project.article(uid) for uid in dict.fromkeys(uids)]
    changes = tuple(Change(one, replace(one, status=status)) for one in found if one.status != status)
    project.commit(ChangeSet(f"Article {status.replace('_', ' ')}", changes))
