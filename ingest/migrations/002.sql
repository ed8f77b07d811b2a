-- What numbers count, as readers get it. `record` is the figure as JSON, with what editors overruled; `extracted` is what was read from the
-- text, where the two differ or the figure is hidden. A row is visible in a generation as a version is.
CREATE TABLE figure (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    start INTEGER NOT NULL,
    finish INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_finish INTEGER NOT NULL,
    unit TEXT,
    measure TEXT,
    hidden INTEGER NOT NULL,
    record TEXT NOT NULL,
    extracted TEXT,
    came INTEGER NOT NULL,
    gone INTEGER
);
CREATE INDEX figure_version ON figure (version, start);
CREATE INDEX figure_unit ON figure (unit);

-- With which rules, lexicons and home country the figures of a version were read; null: they were not.
ALTER TABLE version ADD COLUMN figures_extractor TEXT;

-- What editors said of figures: kept whatever is read anew. The figure is the number at text[start:finish] of the version with that digest;
-- its sentence finds it again in other versions. `changes` is a JSON object of fields and values; `undone` is when it was taken back.
CREATE TABLE overruling (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    start INTEGER NOT NULL,
    finish INTEGER NOT NULL,
    written TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('fix', 'hide')),
    changes TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT NOT NULL,
    undone TEXT
);
CREATE INDEX overruling_source ON overruling (source);
