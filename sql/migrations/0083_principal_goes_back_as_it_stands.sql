-- What is owed to the founder of a waqf that has ended is its principal of that day. A loss, or a sale off its book, that came
-- later changed what is held and not what is owed, and the waqf could never be closed.
SET LOCAL search_path = tadamun, pg_temp;

CREATE FUNCTION refuse_change_of_owed_principal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  waqf bigint;
BEGIN
  IF TG_TABLE_NAME = 'waqf_losses' THEN
    waqf := NEW.waqf_id;
  ELSE
    SELECT i.waqf_id INTO waqf FROM waqf_istibdals i WHERE i.istibdal_id = NEW.istibdal_id;
  END IF;
  PERFORM lock_waqf(waqf);
  IF waqf_state(waqf) IN ('returning', 'closed') THEN
    RAISE EXCEPTION 'the waqf % has ended: its principal goes back as it stands', waqf
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_goes_back_as_it_stands', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER principal_goes_back_as_it_stands BEFORE INSERT ON waqf_losses
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_owed_principal();
CREATE TRIGGER principal_goes_back_as_it_stands BEFORE INSERT ON waqf_sales
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_owed_principal();
