-- Activities, monthly reports, consolidations.

CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL REFERENCES plan (id),
  unit TEXT NOT NULL,
  month TEXT NOT NULL,
  day TEXT NOT NULL,
  task TEXT NOT NULL,
  -- core::activity::Activity
  record TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX activity_of_month ON activity (plan, unit, month);

CREATE TABLE report (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL REFERENCES plan (id),
  unit TEXT NOT NULL,
  month TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- core::report::state: its stage, and the whole.
  stage TEXT NOT NULL,
  state TEXT NOT NULL,
  revision BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  -- Three clocks: data closed, signed, arrived.
  closed_at BIGINT,
  signed_at BIGINT,
  arrived_at BIGINT,
  UNIQUE (plan, unit, month, version)
);
CREATE INDEX report_of_month ON report (plan, month);
CREATE INDEX report_of_unit ON report (unit, month);
CREATE INDEX report_at_stage ON report (stage);

-- One row for each box of the page: saved as it is typed.
CREATE TABLE report_field (
  report TEXT NOT NULL REFERENCES report (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (report, name)
);

CREATE TABLE explanation (
  report TEXT NOT NULL REFERENCES report (id),
  about TEXT NOT NULL,
  record TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  PRIMARY KEY (report, about)
);

-- What a sent report says, as the consolidation takes it (core::report::Reading).
CREATE TABLE reading (
  report TEXT PRIMARY KEY REFERENCES report (id),
  record TEXT NOT NULL
);

-- Forms handed in for a report, previewed, and taken or not.
CREATE TABLE handed_in (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES report (id),
  document TEXT NOT NULL REFERENCES document (digest),
  -- As this report's sender called the file.
  name TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  taken_at BIGINT
);
CREATE INDEX handed_in_of_report ON handed_in (report);

CREATE TABLE consolidation (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL REFERENCES plan (id),
  unit TEXT NOT NULL,
  month TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- draft, signed, replaced
  state TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  -- core::consolidation::Consolidation
  result TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  signed_by TEXT,
  signed_at BIGINT,
  UNIQUE (plan, unit, month, version)
);

-- Words of the consolidated report changed by the coordinator; figures stay tied to their sources.
CREATE TABLE wording (
  consolidation TEXT NOT NULL REFERENCES consolidation (id),
  item TEXT NOT NULL,
  text TEXT NOT NULL,
  written_by TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (consolidation, item)
);

CREATE TABLE receipt (
  id TEXT PRIMARY KEY,
  consolidation TEXT NOT NULL REFERENCES consolidation (id),
  recipient TEXT NOT NULL,
  sent_at BIGINT,
  received_at BIGINT,
  UNIQUE (consolidation, recipient)
);
