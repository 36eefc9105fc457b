-- Wrong passwords are counted where every process sees them and a restart does not forget them. What was typed is
-- kept as a hash only: people type passwords into the field above.
CREATE TABLE sign_in_attempts (
  key TEXT PRIMARY KEY,
  points INTEGER NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempts_by_end ON sign_in_attempts (expires_at);
