-- Wrong passwords are counted where every process sees them and a restart does not forget them. What was typed is
-- kept as a hash only: people type passwords into the field above.
CREATE TABLE sign_in_attempts (
  key TEXT COLLATE "C" PRIMARY KEY,
  points BIGINT NOT NULL,
  expires_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sign_in_attempts_by_end ON sign_in_attempts (expires_at);
