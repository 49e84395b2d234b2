-- Rights over people: passwords handed out, roles that begin and end at once, offers of roles.

-- When somebody else made the password it has; none once the person chose her own.
ALTER TABLE account ADD COLUMN password_handed_out_at BIGINT;

-- A role given or ended there and then, whatever day the clock says later; none where the days
-- of a decision count.
ALTER TABLE role ADD COLUMN given_at BIGINT;
ALTER TABLE role ADD COLUMN ended_at BIGINT;

CREATE TABLE role_offer (
  id TEXT PRIMARY KEY,
  -- The user name as typed, kept also where nobody has it: whoever offers must not learn which.
  login TEXT NOT NULL,
  account TEXT REFERENCES account (id),
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES account (id),
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  answered_at BIGINT
);
CREATE INDEX offer_of_unit ON role_offer (unit);
CREATE INDEX offer_to_account ON role_offer (account);
