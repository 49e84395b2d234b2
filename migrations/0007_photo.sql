-- Photos of activities: pixels only, drawn anew before they come here (documents::photo). Nobody is
-- named; whoever adds one has said that those shown agree.
CREATE TABLE photo (
  activity TEXT NOT NULL REFERENCES activity (id),
  n BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  -- JPEG, and a small one for lists.
  content BYTES NOT NULL,
  small BYTES NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (activity, n)
);
