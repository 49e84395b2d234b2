-- The second step of signing in: codes of an app, and codes for the day the phone is lost.
CREATE TABLE second_factor (
  account TEXT PRIMARY KEY REFERENCES account (id),
  -- Since when a role of hers demands it: from then on there is some time to set it up.
  asked_at BIGINT NOT NULL,
  -- Sealed, in hexadecimal, with a key that stands outside the database; none until it is set up.
  seed TEXT,
  set_up_at BIGINT,
  -- The last step whose code was used: no code serves twice.
  last_step BIGINT NOT NULL
);

-- 120 random bits each; only digests are kept, and a code goes with its use.
CREATE TABLE recovery_code (
  digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id)
);
CREATE INDEX recovery_code_of_account ON recovery_code (account);

-- Refused sign-ins are counted in memory: a typed name may be a password in the wrong field.
DROP TABLE refused_sign_in;
