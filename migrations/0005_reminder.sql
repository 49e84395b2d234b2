-- Reminders by e-mail: who wants none, what is looked up when they are entered, and refused
-- sign-ins counted whatever the name.

CREATE TABLE reminder_off (
  account TEXT PRIMARY KEY REFERENCES account (id)
);
CREATE INDEX job_of_kind ON job (kind, run_at);
CREATE INDEX refused_at ON refused_sign_in (at);
