-- Settings, units, the people who sign in, what they did, what is to be done.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Units over time: those known at the beginning, and the decisions since (core::unit::history).
CREATE TABLE unit_first (
  id TEXT PRIMARY KEY,
  place BIGINT NOT NULL UNIQUE,
  record TEXT NOT NULL
);
CREATE TABLE succession (
  place BIGINT PRIMARY KEY,
  effective TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE TABLE unit_contact (
  unit TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  telephone TEXT NOT NULL,
  email TEXT NOT NULL
);

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  telephone TEXT NOT NULL,
  -- argon2id in PHC form; none for one who signs in elsewhere.
  password TEXT,
  lang TEXT NOT NULL,
  must_change BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE role (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  UNIQUE (account, unit, role, valid_from)
);
CREATE INDEX role_of_unit ON role (unit);

-- Only a digest of the cookie is kept: who reads the file cannot sign in with it.
CREATE TABLE session (
  digest TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (id),
  browser TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX session_of_account ON session (account);

-- Refused sign-ins of the last minutes, by login name.
CREATE TABLE refused_sign_in (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX refused_by_login ON refused_sign_in (login, at);

-- Links to the wall screen: read-only, without an end, revocable.
CREATE TABLE screen (
  digest TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Append-only; each hash seals the one before (core::audit).
CREATE TABLE audit (
  n BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  account TEXT,
  unit TEXT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  event TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_of_unit ON audit (unit, n);
CREATE INDEX audit_of_subject ON audit (subject, n);

CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY,
  count BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, count, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What is to be done once, by whichever process comes first.
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  -- The same thing to do is entered once.
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  taken_until BIGINT,
  tries BIGINT NOT NULL,
  trouble TEXT,
  done_at BIGINT
);
CREATE INDEX job_open ON job (run_at) WHERE done_at IS NULL;
