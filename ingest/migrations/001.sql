-- The canonical store. Dates are reduced ISO text, offsets are code points of version.text, embeddings are little-endian float32.
-- A row is visible in generation g when came <= g and (gone is null or gone > g).
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE generation (
    number INTEGER PRIMARY KEY,
    built TEXT NOT NULL,
    passages INTEGER NOT NULL
);

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    title TEXT, byline TEXT, publisher TEXT, published TEXT, language TEXT, url TEXT, note TEXT,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    location TEXT NOT NULL,
    extractor INTEGER NOT NULL,
    added TEXT NOT NULL,
    came INTEGER NOT NULL,
    gone INTEGER
);
CREATE INDEX version_source ON version (source, came);

CREATE TABLE sentence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    start INTEGER NOT NULL,
    finish INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    terms TEXT NOT NULL
);
CREATE INDEX sentence_version ON sentence (version, start);

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    start INTEGER NOT NULL,
    finish INTEGER NOT NULL,
    embedding BLOB NOT NULL
);
CREATE INDEX passage_version ON passage (version);

CREATE TABLE place (
    version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (version, name)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE passage_terms USING fts5 (headline, dates, places, body, concepts, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab (passage_terms, row);
