-- A backer whose account was verified between two pledges was matched as two givers: an award names every name by which a
-- pool knows who gave, the account and the verified person.
SET LOCAL search_path = tadamun, pg_temp;
ALTER TABLE match_givers DROP CONSTRAINT match_givers_pkey, ADD PRIMARY KEY (movement_id, giver);
