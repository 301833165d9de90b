-- A payer of zakat is recorded once: who records it names it by a reference of their own, and sending it again finds it.
-- Payers recorded before have none.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE zakat_donors ADD COLUMN reference text CONSTRAINT one_donor_a_reference UNIQUE
  CONSTRAINT reference_is_a_code CHECK (is_code(reference));

DROP FUNCTION record_zakat_donor(text, text, text);
CREATE FUNCTION record_zakat_donor(donor_reference text, donor_name text, donor_contact text, recorder text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  stored record;
BEGIN
  INSERT INTO zakat_donors (reference, name, contact) VALUES (donor_reference, donor_name, donor_contact)
  ON CONFLICT ON CONSTRAINT one_donor_a_reference DO NOTHING RETURNING donor_id INTO stored;
  IF FOUND THEN
    INSERT INTO events (recorded_by, kind, subject)
    VALUES (recorder, 'zakat_donor_recorded', 'zakat_donor:' || stored.donor_id);
    RETURN stored.donor_id;
  END IF;
  -- Sent again. Who the payer is does not leave this function: only whether it is the same.
  SELECT d.donor_id, d.name = donor_name AND d.contact IS NOT DISTINCT FROM donor_contact AS is_same INTO STRICT stored
  FROM zakat_donors d WHERE d.reference = donor_reference;
  IF NOT stored.is_same THEN
    RAISE EXCEPTION 'another donor has the reference %', donor_reference
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'one_donor_a_reference', TABLE = 'zakat_donors', SCHEMA = 'tadamun';
  END IF;
  RETURN stored.donor_id;
END
$$;
GRANT EXECUTE ON FUNCTION record_zakat_donor TO tadamun_app;
