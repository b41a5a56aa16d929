"""The tables of a project file, as the first released schema makes them."""

APPLICATION_ID = 0x414E4E4F
"""`ANNO`, at byte 68 of every project file."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE annotators (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('human', 'rule', 'model', 'import')), version TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''),
    outlet TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '', published_date TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '', source_url TEXT NOT NULL DEFAULT '', archive_url TEXT NOT NULL DEFAULT '',
    retrieved_at TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'in_progress', 'annotated', 'reviewed', 'skipped')),
    note TEXT NOT NULL DEFAULT '',
    current_version_id INTEGER REFERENCES article_versions (id) DEFERRABLE INITIALLY DEFERRED,
    created_at TEXT NOT NULL, created_by INTEGER REFERENCES annotators (id), deleted_at TEXT
) STRICT;

CREATE TABLE article_versions (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version_no INTEGER NOT NULL CHECK (version_no > 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64), length INTEGER NOT NULL, words INTEGER NOT NULL,
    origin_path TEXT NOT NULL DEFAULT '', original_sha256 TEXT NOT NULL DEFAULT '',
    encoding TEXT NOT NULL DEFAULT '', newline TEXT NOT NULL DEFAULT '', imported_at TEXT NOT NULL,
    extractor TEXT NOT NULL DEFAULT '', text TEXT NOT NULL, UNIQUE (article_id, version_no)
) STRICT;
CREATE INDEX article_versions_sha256 ON article_versions (sha256);

CREATE TABLE structure (
    version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('heading', 'item', 'quotation', 'table', 'note', 'code')),
    level INTEGER NOT NULL, start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset), PRIMARY KEY (version_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE pages (
    version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE, page_no INTEGER NOT NULL,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0), PRIMARY KEY (version_id, page_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_blocks (
    version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    text TEXT NOT NULL, PRIMARY KEY (version_id, seq)
) STRICT;

CREATE TABLE label_sets (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    version TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE labels (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, label_set_id INTEGER NOT NULL REFERENCES label_sets (id),
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'claim', 'relation')), key TEXT NOT NULL, name TEXT NOT NULL,
    parent_id INTEGER REFERENCES labels (id), color TEXT NOT NULL, shortcut TEXT NOT NULL DEFAULT '',
    definition TEXT NOT NULL DEFAULT '', include_examples TEXT NOT NULL DEFAULT '',
    exclude_examples TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0,
    archived_at TEXT NOT NULL DEFAULT '', UNIQUE (label_set_id, kind, key)
) STRICT;

CREATE TABLE annotation_sets (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('working', 'coder', 'gold')), owner_id INTEGER REFERENCES annotators (id)
) STRICT;

CREATE TABLE annotations (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, set_id INTEGER NOT NULL REFERENCES annotation_sets (id),
    article_version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'claim')), label_id INTEGER NOT NULL REFERENCES labels (id),
    status TEXT NOT NULL CHECK (status IN ('proposed', 'draft', 'accepted', 'rejected', 'disputed')),
    origin TEXT NOT NULL CHECK (origin IN ('manual', 'propagated', 'suggested', 'imported')),
    origin_ref TEXT NOT NULL DEFAULT '', confidence REAL CHECK (confidence BETWEEN 0 AND 1),
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset), note TEXT NOT NULL DEFAULT '',
    created_by INTEGER REFERENCES annotators (id), created_at TEXT NOT NULL,
    updated_by INTEGER REFERENCES annotators (id), updated_at TEXT NOT NULL, deleted_at TEXT,
    quote_key TEXT NOT NULL DEFAULT '', UNIQUE (id, kind)
) STRICT;
CREATE INDEX annotations_place ON annotations
    (article_version_id, deleted_at, start_offset, end_offset DESC, id, label_id, status);
CREATE INDEX annotations_label ON annotations
    (label_id, deleted_at, article_version_id, start_offset, end_offset DESC, id, status);
CREATE INDEX annotations_status ON annotations
    (status, deleted_at, article_version_id, start_offset, end_offset DESC, id, label_id);
CREATE INDEX annotations_quote ON annotations
    (quote_key, article_version_id, start_offset, end_offset DESC, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX annotations_updated ON annotations (updated_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX annotations_deleted ON annotations (article_version_id) WHERE deleted_at IS NOT NULL;
CREATE INDEX annotations_origin ON annotations (origin_ref) WHERE origin_ref <> '';

CREATE TABLE spans (
    annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('mention', 'content', 'cue', 'source')), seq INTEGER NOT NULL,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
    PRIMARY KEY (annotation_id, role, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, label_id INTEGER NOT NULL REFERENCES labels (id),
    canonical_name TEXT NOT NULL CHECK (canonical_name <> ''), name_key TEXT NOT NULL,
    qid TEXT CHECK (qid IS NULL OR (qid GLOB 'Q[1-9]*' AND qid NOT GLOB 'Q*[^0-9]*')),
    description TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    merged_into_id INTEGER REFERENCES entities (id), deleted_at TEXT
) STRICT;
CREATE INDEX entities_name_key ON entities (name_key);
CREATE UNIQUE INDEX entities_qid ON entities (qid, label_id)
    WHERE qid IS NOT NULL AND merged_into_id IS NULL AND deleted_at IS NULL;

CREATE TABLE entity_aliases (
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE, alias TEXT NOT NULL,
    alias_key TEXT NOT NULL, position INTEGER NOT NULL, language TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '', PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_aliases_key ON entity_aliases (alias_key);

CREATE TABLE mentions (
    annotation_id INTEGER PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'entity' CHECK (kind = 'entity'),
    entity_id INTEGER REFERENCES entities (id),
    form TEXT NOT NULL CHECK (form IN ('NAME', 'NOMINAL', 'PRONOMINAL')), link_rule TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (annotation_id, kind) REFERENCES annotations (id, kind) ON DELETE CASCADE
) STRICT;
CREATE INDEX mentions_entity ON mentions (entity_id);

CREATE TABLE claims (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, proposition TEXT NOT NULL,
    claimant_entity_id INTEGER REFERENCES entities (id), claim_date TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    check_worthiness TEXT NOT NULL DEFAULT ''
        CHECK (check_worthiness IN ('', 'non_factual', 'unimportant_factual', 'check_worthy')),
    fact_check_status TEXT NOT NULL DEFAULT 'unchecked'
        CHECK (fact_check_status IN ('unchecked', 'in_progress', 'checked', 'published', 'not_checkable')),
    merged_into_id INTEGER REFERENCES claims (id), note TEXT NOT NULL DEFAULT '', deleted_at TEXT
) STRICT;
CREATE INDEX claims_claimant ON claims (claimant_entity_id);

CREATE TABLE claim_types (
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    type TEXT NOT NULL CHECK (type IN ('event_property', 'numerical', 'causal', 'quote', 'position', 'prediction')),
    position INTEGER NOT NULL, PRIMARY KEY (claim_id, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_occurrences (
    annotation_id INTEGER PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'claim' CHECK (kind = 'claim'),
    claim_id INTEGER NOT NULL REFERENCES claims (id),
    voice TEXT NOT NULL CHECK (voice IN ('attributed', 'nested', 'author')),
    parent_annotation_id INTEGER REFERENCES annotations (id) ON DELETE SET NULL,
    quote_type TEXT NOT NULL CHECK (quote_type IN ('direct', 'mixed', 'indirect', 'none')),
    modality TEXT NOT NULL CHECK (modality IN
        ('asserted', 'hedged', 'denied', 'questioned', 'intended', 'directive', 'evaluated')),
    polarity TEXT NOT NULL CHECK (polarity IN ('positive', 'negative')),
    endorsement TEXT NOT NULL CHECK (endorsement IN ('neutral', 'endorses', 'distances')),
    stance TEXT NOT NULL DEFAULT '' CHECK (stance IN ('', 'favor', 'against', 'neutral')),
    stance_target_entity_id INTEGER REFERENCES entities (id),
    FOREIGN KEY (annotation_id, kind) REFERENCES annotations (id, kind) ON DELETE CASCADE
) STRICT;
CREATE INDEX claim_occurrences_claim ON claim_occurrences (claim_id);

CREATE TABLE rating_scales (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1))
) STRICT;
CREATE TABLE ratings (
    id INTEGER PRIMARY KEY, scale_id INTEGER NOT NULL REFERENCES rating_scales (id), key TEXT NOT NULL,
    name TEXT NOT NULL, value REAL, meaning TEXT NOT NULL DEFAULT '', color TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0, UNIQUE (scale_id, key)
) STRICT;
CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    rating_id INTEGER NOT NULL REFERENCES ratings (id), rationale TEXT NOT NULL DEFAULT '',
    decided_by INTEGER REFERENCES annotators (id), decided_at TEXT NOT NULL, review_url TEXT NOT NULL DEFAULT '',
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX verdicts_current ON verdicts (claim_id) WHERE is_current = 1;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    stance TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'context', 'conflicting')),
    question TEXT NOT NULL DEFAULT '', answer_type TEXT NOT NULL DEFAULT '', quote TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '', archive_url TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '', published_date TEXT NOT NULL DEFAULT '',
    accessed_date TEXT NOT NULL DEFAULT '', medium TEXT NOT NULL DEFAULT '',
    article_version_id INTEGER REFERENCES article_versions (id), start_offset INTEGER, end_offset INTEGER,
    note TEXT NOT NULL DEFAULT '', CHECK (url <> '' OR quote <> '')
) STRICT;
CREATE INDEX evidence_claim ON evidence (claim_id);

CREATE TABLE relations (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, label_id INTEGER NOT NULL REFERENCES labels (id),
    from_annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    to_annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    created_by INTEGER REFERENCES annotators (id), created_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE entity_relations (
    from_entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    type TEXT NOT NULL CHECK (type IN ('member_of', 'part_of', 'demonym_of', 'metonym_of')),
    to_entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    PRIMARY KEY (from_entity_id, type, to_entity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, target_table TEXT NOT NULL, target_uid TEXT NOT NULL,
    body TEXT NOT NULL, created_by INTEGER REFERENCES annotators (id), created_at TEXT NOT NULL, resolved_at TEXT
) STRICT;
CREATE INDEX notes_target ON notes (target_table, target_uid);

CREATE TABLE reviews (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    reviewer_id INTEGER NOT NULL REFERENCES annotators (id), from_status TEXT NOT NULL, to_status TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT '', confidence REAL, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_annotation ON reviews (annotation_id);

CREATE TABLE not_entities (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    form TEXT NOT NULL CHECK (form <> ''), rule TEXT NOT NULL DEFAULT '', deleted_at TEXT
) STRICT;
CREATE INDEX not_entities_version ON not_entities (version_id);

CREATE TABLE change_sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor_id INTEGER NOT NULL REFERENCES annotators (id),
    title TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    of_id INTEGER REFERENCES change_sets (id), merge_key TEXT NOT NULL DEFAULT '', run_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX change_sets_actor ON change_sets (actor_id, kind);
CREATE INDEX change_sets_of ON change_sets (of_id) WHERE of_id IS NOT NULL;

CREATE TABLE changes (
    set_id INTEGER NOT NULL REFERENCES change_sets (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    kind TEXT NOT NULL, uid TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (set_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_uid ON changes (uid);
"""

VIRTUAL_TABLES = {
    "search_docs": (
        "CREATE VIRTUAL TABLE search_docs USING fts5"
        " (kind UNINDEXED, ref_uid UNINDEXED, folded, tokenize = 'unicode61 remove_diacritics 2')"
    ),
}

BLOCK = 4096
"""Code points in a block of a long text; quotes are checked against the blocks, whatever the text's length."""
LONG = 65_536
"""Texts with more code points than this have blocks."""

_QUOTE_IS_NOT_THE_TEXT = f"""WHEN NEW.quote IS NOT (
    SELECT CASE WHEN v.length <= {LONG} THEN substr(v.text, NEW.start_offset + 1, NEW.end_offset - NEW.start_offset)
    ELSE (
        SELECT substr(group_concat(b.text, ''), NEW.start_offset % {BLOCK} + 1, NEW.end_offset - NEW.start_offset)
        FROM (
            SELECT text FROM text_blocks WHERE version_id = v.id
            AND seq BETWEEN NEW.start_offset / {BLOCK} AND (NEW.end_offset - 1) / {BLOCK} ORDER BY seq
        ) b
    ) END
    FROM annotations a JOIN article_versions v ON v.id = a.article_version_id WHERE a.id = NEW.annotation_id)
BEGIN SELECT RAISE(ABORT, 'the quote differs from the text'); END"""

TRIGGERS = {
    "article_versions_keep": """CREATE TRIGGER article_versions_keep BEFORE UPDATE ON article_versions
BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END""",
    "text_blocks_keep": """CREATE TRIGGER text_blocks_keep BEFORE UPDATE ON text_blocks
BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END""",
    "spans_quote_insert": f"CREATE TRIGGER spans_quote_insert BEFORE INSERT ON spans {_QUOTE_IS_NOT_THE_TEXT}",
    "spans_quote_update": f"CREATE TRIGGER spans_quote_update BEFORE UPDATE ON spans {_QUOTE_IS_NOT_THE_TEXT}",
}
