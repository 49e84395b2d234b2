-- What was typed stays, and what is sent twice is done once.

-- A person has typed in the box: from then on it is hers. What activities had brought into it by
-- then, or when she took it last, and what they would bring now (core::report::draft::KeptBox).
ALTER TABLE report_field ADD COLUMN typed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE report_field ADD COLUMN filled TEXT NOT NULL DEFAULT '';
ALTER TABLE report_field ADD COLUMN offered TEXT NOT NULL DEFAULT '';
UPDATE report_field SET typed = TRUE WHERE saved_by <> 'activities';

-- Forms and boxes that were done, for some days: a key made of the account, the form and its id.
CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  -- What was answered, where the change itself knew it.
  answer TEXT
);
CREATE INDEX operation_at ON operation (at);
