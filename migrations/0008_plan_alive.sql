-- A plan through its versions, under the plan above it, with the texts of what it cites.

-- core::plan::course::Course: what applied before each change, and up to which month.
ALTER TABLE plan ADD COLUMN earlier TEXT NOT NULL DEFAULT '[]';
CREATE INDEX plan_of_parent ON plan (parent);

-- core::plan::Theme::n, as a person chose it.
ALTER TABLE task ADD COLUMN theme BIGINT;

-- Which task of the plan above a task carries out. By its code: links are made before a plan is
-- confirmed, and a code stays through its versions.
CREATE TABLE task_under (
  plan TEXT NOT NULL REFERENCES plan (id),
  code TEXT NOT NULL,
  task TEXT NOT NULL REFERENCES task (id),
  PRIMARY KEY (plan, code)
);
CREATE INDEX task_under_task ON task_under (task);

-- Texts of cited documents, as whoever keeps the plan that cites them has them.
CREATE TABLE cited_text (
  plan TEXT NOT NULL REFERENCES plan (id),
  -- Number and symbol, folded.
  number TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (digest),
  -- As this plan's keeper called the file.
  name TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (plan, number)
);
