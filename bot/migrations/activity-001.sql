CREATE TABLE IF NOT EXISTS receipt (
    id TEXT PRIMARY KEY,         -- random; who knows it may read the answer again
    visitor TEXT NOT NULL,       -- random, kept by one browser; who knows it may delete what was asked there
    at TEXT NOT NULL,            -- UTC, ISO 8601 to the second
    question TEXT NOT NULL,
    history TEXT NOT NULL,       -- JSON: the questions asked before it, oldest first
    answer TEXT NOT NULL,        -- JSON: the answer as the contract writes it
    state TEXT NOT NULL,         -- JSON: what the conversation goes on from
    generation INTEGER NOT NULL,
    versions TEXT NOT NULL       -- JSON: the program, what its figures were read with, and the cited reports
) STRICT;
CREATE INDEX IF NOT EXISTS receipt_by_visitor ON receipt (visitor);
CREATE INDEX IF NOT EXISTS receipt_by_time ON receipt (at);
CREATE TABLE IF NOT EXISTS feedback (
    receipt TEXT PRIMARY KEY REFERENCES receipt (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    reason TEXT,
    comment TEXT
) STRICT;
