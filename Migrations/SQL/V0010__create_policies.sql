-- Policies: who may cancel what, until when and for how much. A JSON object each, as in the wire form.
-- The transactions under a policy carry its version.
CREATE TABLE ledger_policy (
  version INTEGER PRIMARY KEY CHECK (version > 0), -- 1, 2, 3 …
  seq     INTEGER NOT NULL,
  n       INTEGER NOT NULL CHECK (n = 0),
  policy  TEXT    NOT NULL CHECK (substr(policy, 1, 1) = '{')
) STRICT;

CREATE TRIGGER ledger_policy_no_update BEFORE UPDATE ON ledger_policy
BEGIN SELECT RAISE(ABORT, 'ledger_policy is append-only'); END;
CREATE TRIGGER ledger_policy_no_delete BEFORE DELETE ON ledger_policy
BEGIN SELECT RAISE(ABORT, 'ledger_policy is append-only'); END;
