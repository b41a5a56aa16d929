"""Rows of the annotations table made straight from the database: without a value for each, and as proven as those."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.errors import ExportError
from annotator.model.annotation import PIECE_SEPARATOR
from annotator.model.filter import Filter
from annotator.model.records import TableRow
from annotator.model.segments import paragraph_and_sentence
from annotator.project.exporting import Names
from annotator.store import table
from annotator.store.annotations import CONTEXT
from annotator.store.database import Database

_MAIN = ("mention", "content")
_Place = tuple[int, int, str]


def table_rows(db: Database, wanted: Filter) -> Iterator[TableRow]:
    """Give the rows a filter means, by article, start, end from far to near, uid; raises ExportError as records do."""
    maker = _Maker(db)
    for text, spans in table.spans(db, wanted):
        yield from maker.rows(text, spans)


class _Maker:
    """Makes the rows of one text after the other."""

    def __init__(self, db: Database) -> None:
        known, by_number = Names(db), table.names(db)
        self._numbers = by_number
        self._labels = {number: known.labels[uid].key for number, uid in by_number.labels.items()}
        self._claims = known.claims
        self._entities = {uid: (one.uid, one.name, one.qid) for uid, one in known.entities.items()}
        self._reviews = {uid: (known.person(by), at) for uid, (by, at) in known.reviews.items()}

    def rows(self, text: table.Text, spans: list[Any]) -> list[TableRow]:
        """Return the rows of a text in order."""
        locate = paragraph_and_sentence(text.text).at
        made: list[tuple[_Place, TableRow]] = []
        for _, group in groupby(spans, itemgetter(1)):
            pieces = list(group)
            _prove(text, pieces)
            made.append(self._row(text, pieces, locate))
        made.sort(key=itemgetter(0))
        return [row for _, row in made]

    def _row(
        self, text: table.Text, pieces: list[Any], locate: Callable[[int], tuple[int, int]]
    ) -> tuple[_Place, TableRow]:
        start, end, quote, spans = _main(pieces)
        uid, kind, label, entity, form, claim, status, origin, reference, confidence = pieces[0][6:16]
        annotation_set, created_by, created_at, updated_by, updated_at, note = pieces[0][16:]
        entity_uid = self._numbers.entities.get(entity)
        if claim:
            record = self._claims.get(claim)
            entity_uid = record.claimant if record else None
        paragraph, sentence = locate(start)
        row = TableRow(
            uid,
            kind,
            self._labels[label],
            quote,
            str(start),
            str(end),
            spans,
            *self._entities.get(entity_uid, ("", "", "")),
            form,
            claim,
            *text[:4],
            str(paragraph),
            str(sentence),
            text.text[max(0, start - CONTEXT) : start],
            text.text[end : end + CONTEXT],
            status,
            origin,
            reference,
            "" if confidence is None else repr(float(confidence)),
            self._numbers.sets[annotation_set],
            self._numbers.people[created_by],
            created_at,
            self._numbers.people[updated_by],
            updated_at,
            *self._reviews.get(uid, ("", "")),
            note,
        )
        return (start, -end, uid), row


def _main(pieces: list[Any]) -> tuple[int, int, str, str]:
    """Return start, end, quote and spans of the text that is tagged."""
    if len(pieces) == 1:
        _, _, _, start, end, quote = pieces[0][:6]
        return start, end, quote, f"{start}..{end}"
    main = sorted((one[3], one[4], one[5]) for one in pieces if one[2] in _MAIN)
    quote = PIECE_SEPARATOR.join(one[2] for one in main)
    return main[0][0], max(one[1] for one in main), quote, " ".join(f"{one[0]}..{one[1]}" for one in main)


def _prove(text: table.Text, pieces: list[Any]) -> None:
    for one in pieces:
        if text.text[one[3] : one[4]] != one[5]:
            raise ExportError(
                f"Annotation {one[6]} quotes “{one[5][:60]}”, but the article has other words at"
                f" {one[3]}..{one[4]}. Nothing was written; `annotator check` lists what is wrong."
            )
