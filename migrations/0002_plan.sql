-- Plans, their tasks, who owes them, and more time granted.

-- Files as they came: a plan, a report handed in as a form.
CREATE TABLE document (
  digest TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  content BYTES NOT NULL,
  added_at BIGINT NOT NULL
);

CREATE TABLE plan (
  id TEXT PRIMARY KEY,
  -- The unit whose plan it is: it consolidates.
  unit TEXT NOT NULL,
  -- The plan above, whose tasks this one inherits.
  parent TEXT REFERENCES plan (id),
  -- The version before.
  replaces TEXT REFERENCES plan (id),
  document TEXT NOT NULL REFERENCES document (digest),
  number TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- read, confirmed, replaced
  state TEXT NOT NULL,
  -- core::plan::Plan as read and corrected.
  reading TEXT NOT NULL,
  -- core::deadline: DueRule and Window.
  due TEXT NOT NULL,
  data_window TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month TEXT,
  revision BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  confirmed_by TEXT,
  confirmed_at BIGINT
);
CREATE INDEX plan_of_unit ON plan (unit, state);

-- Which real units a unit or group named in the plan stands for.
CREATE TABLE plan_owner (
  plan TEXT NOT NULL REFERENCES plan (id),
  named TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (plan, named, unit)
);
CREATE INDEX plan_owner_unit ON plan_owner (unit, plan);

CREATE TABLE task (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL REFERENCES plan (id),
  -- core::plan::Task::id, by which reports name it.
  code TEXT NOT NULL,
  -- The task it was split from.
  parent TEXT REFERENCES task (id),
  named TEXT NOT NULL,
  place BIGINT NOT NULL,
  text TEXT NOT NULL,
  due TEXT,
  -- open, done, dropped
  state TEXT NOT NULL,
  -- JSON list of {name, count_unit}
  indicators TEXT NOT NULL,
  revision BIGINT NOT NULL,
  UNIQUE (plan, code)
);

-- Co-owners, and owners that differ from those of the plan's unit.
CREATE TABLE task_owner (
  task TEXT NOT NULL REFERENCES task (id),
  unit TEXT NOT NULL,
  -- owner, with
  part TEXT NOT NULL,
  PRIMARY KEY (task, unit)
);

CREATE TABLE extension (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL REFERENCES plan (id),
  unit TEXT NOT NULL,
  month TEXT NOT NULL,
  until BIGINT NOT NULL,
  reason TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at BIGINT NOT NULL
);
CREATE INDEX extension_of_month ON extension (plan, month);
