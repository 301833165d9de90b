-- Who is entitled to zakat, and how it reaches them.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. The eight categories of Qur'an 9:60.
CREATE TABLE asnaf (
  category text PRIMARY KEY,
  position smallint NOT NULL UNIQUE,
  name_ar text NOT NULL, transliteration text NOT NULL, name_fr text NOT NULL, name_en text NOT NULL
);
INSERT INTO asnaf (category, position, name_ar, transliteration, name_en, name_fr) VALUES
  ('fuqara', 1, 'الفقراء', 'al-fuqarāʾ', 'the poor', 'les pauvres'),
  ('masakin', 2, 'المساكين', 'al-masākīn', 'the needy', 'les nécessiteux'),
  ('amilin', 3, 'العاملون عليها', 'al-ʿāmilūna ʿalayhā', 'those employed on it', 'ceux qui y travaillent'),
  ('muallafa', 4, 'المؤلفة قلوبهم', 'al-muʾallafatu qulūbuhum', 'those whose hearts are to be reconciled', 'ceux dont les cœurs sont à gagner'),
  ('riqab', 5, 'في الرقاب', 'fī r-riqāb', 'captives to be freed', 'l''affranchissement des jougs'),
  ('gharimin', 6, 'الغارمون', 'al-ghārimūn', 'the over-indebted', 'les endettés'),
  ('fi_sabilillah', 7, 'في سبيل الله', 'fī sabīli-llāh', 'in the cause of God', 'dans la voie d''Allah'),
  ('ibn_sabil', 8, 'ابن السبيل', 'ibn as-sabīl', 'the stranded wayfarer', 'le voyageur en détresse');
CALL make_append_only('asnaf');
GRANT SELECT ON asnaf TO tadamun_app;
ALTER TABLE zakat_receipts ADD CONSTRAINT restricted_to_one_of_eight FOREIGN KEY (only_category) REFERENCES asnaf;

-- 2. Recipients are persons or households, known here by a reference alone: who they are stands in the file it names.
CREATE TABLE zakat_recipients (
  recipient_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  form text NOT NULL CONSTRAINT recipient_is_natural CHECK (form IN ('person', 'household')),
  region_code text REFERENCES regions,
  kyc_ref text NOT NULL CONSTRAINT one_recipient_a_file UNIQUE CONSTRAINT file_is_a_code CHECK (is_code(kyc_ref))
);
CALL make_append_only('zakat_recipients');
GRANT SELECT ON zakat_recipients TO tadamun_app;
GRANT INSERT (code, form, region_code, kyc_ref) ON zakat_recipients TO tadamun_app;

-- 3. What was found about a recipient. It counts once the decision it stands on is approved, by another person.
CREATE TABLE zakat_assessments (
  assessment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  recipient_id bigint NOT NULL REFERENCES zakat_recipients,
  category text NOT NULL REFERENCES asnaf,
  evidence text NOT NULL CONSTRAINT evidence_is_said CHECK (btrim(evidence) <> ''),
  -- What is not known is NULL.
  income_minor bigint CONSTRAINT income_not_negative CHECK (income_minor >= 0),
  assets_minor bigint CONSTRAINT assets_not_negative CHECK (assets_minor >= 0),
  debts_minor bigint CONSTRAINT debts_not_negative CHECK (debts_minor >= 0),
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  policy_id bigint NOT NULL REFERENCES policies,
  decision_id bigint NOT NULL UNIQUE REFERENCES decisions,
  CONSTRAINT validity_not_reversed CHECK (valid_to >= valid_from),
  UNIQUE (assessment_id, recipient_id)
);
CREATE INDEX assessments_of_a_recipient ON zakat_assessments (recipient_id, category);
CALL make_append_only('zakat_assessments');
GRANT SELECT ON zakat_assessments TO tadamun_app;
GRANT INSERT (code, recipient_id, category, evidence, income_minor, assets_minor, debts_minor, valid_from, valid_to,
  policy_id, decision_id) ON zakat_assessments TO tadamun_app;

CREATE TABLE zakat_revocations (
  assessment_id bigint CONSTRAINT revoked_once PRIMARY KEY REFERENCES zakat_assessments,
  revoked_on date NOT NULL,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (btrim(reason) <> ''),
  revoked_by text NOT NULL CONSTRAINT revoker_is_named CHECK (revoked_by <> '')
);
CALL make_append_only('zakat_revocations');
GRANT SELECT, INSERT ON zakat_revocations TO tadamun_app;

-- An approved assessment with the days on which a payment may stand on it.
CREATE VIEW zakat_entitlements WITH (security_invoker = true) AS
SELECT a.assessment_id, a.code, a.recipient_id, a.category, a.assets_minor, a.valid_from,
  least(a.valid_to, r.revoked_on - 1) AS valid_to
FROM zakat_assessments a
JOIN decisions d ON d.decision_id = a.decision_id AND d.kind = 'recipient_eligibility'
JOIN decision_verdicts v ON v.decision_id = d.decision_id AND v.outcome = 'approved'
LEFT JOIN zakat_revocations r ON r.assessment_id = a.assessment_id;
GRANT SELECT ON zakat_entitlements TO tadamun_app;

-- 4. Debts of the over-indebted, as documented: the creditor by reference, what others settled before taken off.
CREATE TABLE zakat_debts (
  debt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  recipient_id bigint NOT NULL REFERENCES zakat_recipients,
  creditor text NOT NULL CONSTRAINT creditor_is_named CHECK (btrim(creditor) <> ''),
  document text NOT NULL CONSTRAINT document_is_named CHECK (btrim(document) <> ''),
  cause text NOT NULL CONSTRAINT cause_is_said CHECK (btrim(cause) <> ''),
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  settled_minor bigint NOT NULL CONSTRAINT settled_within_debt CHECK (settled_minor BETWEEN 0 AND amount_minor),
  UNIQUE (debt_id, recipient_id)
);
CALL make_append_only('zakat_debts');
GRANT SELECT ON zakat_debts TO tadamun_app;
GRANT INSERT (code, recipient_id, creditor, document, cause, currency, amount_minor, settled_minor) ON zakat_debts TO tadamun_app;

-- 5. Distributions, their lines, and each recipient's share of a line.
CREATE TABLE zakat_distributions (
  distribution_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  fund_id bigint NOT NULL REFERENCES zakat_funds,
  mode text NOT NULL CONSTRAINT mode_is_known CHECK (mode IN (
    'direct_individual', 'via_recipient_agent', 'asset_tamlik', 'gharimin_settlement', 'iifa15_project', 'institutional')),
  region_code text REFERENCES regions,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  requested_on date NOT NULL,
  policy_id bigint NOT NULL REFERENCES policies,
  decision_id bigint NOT NULL UNIQUE REFERENCES decisions,
  UNIQUE (distribution_id, mode)
);
CALL make_append_only('zakat_distributions');
GRANT SELECT ON zakat_distributions TO tadamun_app;
GRANT INSERT (code, fund_id, mode, region_code, amount_minor, requested_on, policy_id, decision_id)
  ON zakat_distributions TO tadamun_app;

CREATE TABLE zakat_lines (
  distribution_id bigint NOT NULL,
  line smallint NOT NULL CONSTRAINT line_in_range CHECK (line BETWEEN 1 AND 1000),
  mode text NOT NULL,
  category text NOT NULL REFERENCES asnaf,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  agent_id bigint REFERENCES actors,
  institution_id bigint REFERENCES actors,
  debt_id bigint REFERENCES zakat_debts,
  -- What is handed over where it is no money: the amount is its value.
  item text,
  PRIMARY KEY (distribution_id, line),
  FOREIGN KEY (distribution_id, mode) REFERENCES zakat_distributions (distribution_id, mode),
  UNIQUE (distribution_id, line, mode),
  CONSTRAINT agents_carry_for_their_members CHECK ((mode = 'via_recipient_agent') = (agent_id IS NOT NULL)),
  CONSTRAINT institutions_only_where_the_mode_says CHECK ((mode IN ('institutional', 'iifa15_project')) = (institution_id IS NOT NULL)),
  CONSTRAINT debts_are_settled_for_the_indebted CHECK (
    (mode = 'gharimin_settlement') = (debt_id IS NOT NULL) AND (debt_id IS NULL OR category = 'gharimin')),
  CONSTRAINT institutions_serve_the_cause_of_god CHECK (mode <> 'institutional' OR category = 'fi_sabilillah'),
  CONSTRAINT assets_are_described CHECK (mode <> 'asset_tamlik' OR btrim(coalesce(item, '')) <> ''),
  -- The administrators are paid by amil_charge, under its cap.
  CONSTRAINT administrators_have_their_own_charge CHECK (category <> 'amilin')
);
CALL make_append_only('zakat_lines');
GRANT SELECT, INSERT ON zakat_lines TO tadamun_app;

CREATE TABLE zakat_shares (
  distribution_id bigint NOT NULL,
  line smallint NOT NULL,
  mode text NOT NULL CONSTRAINT shares_are_of_natural_persons CHECK (mode <> 'institutional'),
  recipient_id bigint NOT NULL,
  assessment_id bigint NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  -- The signed mandate by which the recipient made the cooperative its agent.
  wakala text,
  PRIMARY KEY (distribution_id, line, recipient_id),
  FOREIGN KEY (distribution_id, line, mode) REFERENCES zakat_lines (distribution_id, line, mode),
  FOREIGN KEY (assessment_id, recipient_id) REFERENCES zakat_assessments (assessment_id, recipient_id),
  CONSTRAINT agents_hold_a_wakala CHECK (mode <> 'via_recipient_agent' OR btrim(coalesce(wakala, '')) <> '')
);
CREATE INDEX shares_of_a_recipient ON zakat_shares (recipient_id);
CALL make_append_only('zakat_shares');
GRANT SELECT, INSERT ON zakat_shares TO tadamun_app;

-- Lines add up to their distribution, shares to their line; checked at commit.
CREATE FUNCTION refuse_uneven_distribution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  uneven record;
BEGIN
  IF (SELECT d.amount_minor FROM zakat_distributions d WHERE d.distribution_id = NEW.distribution_id)
    <> (SELECT coalesce(sum(l.amount_minor), 0) FROM zakat_lines l WHERE l.distribution_id = NEW.distribution_id)
  THEN
    RAISE EXCEPTION 'the lines of distribution % do not add up to its amount', NEW.distribution_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lines_add_up', TABLE = 'zakat_lines', SCHEMA = 'tadamun';
  END IF;
  SELECT l.line INTO uneven FROM zakat_lines l LEFT JOIN zakat_shares s USING (distribution_id, line)
  WHERE l.distribution_id = NEW.distribution_id AND l.mode NOT IN ('institutional', 'iifa15_project')
  GROUP BY l.line, l.amount_minor, l.mode
  HAVING coalesce(sum(s.amount_minor), 0) <> l.amount_minor
    OR (l.mode IN ('direct_individual', 'gharimin_settlement') AND count(s.recipient_id) <> 1) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the shares of line % do not add up to it', uneven.line
      USING ERRCODE = 'check_violation', CONSTRAINT = 'shares_add_up', TABLE = 'zakat_shares', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT ON zakat_distributions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_uneven_distribution();
CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT ON zakat_lines DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_uneven_distribution();
CREATE CONSTRAINT TRIGGER shares_add_up AFTER INSERT ON zakat_shares DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_uneven_distribution();

-- 6. That ownership passed. A proof under a condition proves that it did not.
CREATE TABLE zakat_proofs (
  proof_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  distribution_id bigint NOT NULL,
  line smallint NOT NULL,
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN ('signature', 'transfer', 'deed')),
  reference text NOT NULL CONSTRAINT reference_is_named CHECK (btrim(reference) <> ''),
  condition text CONSTRAINT condition_is_said CHECK (btrim(condition) <> ''),
  proved_on date NOT NULL,
  FOREIGN KEY (distribution_id, line) REFERENCES zakat_lines
);
CREATE UNIQUE INDEX proved_once ON zakat_proofs (distribution_id, line) WHERE condition IS NULL;
CALL make_append_only('zakat_proofs');
GRANT SELECT ON zakat_proofs TO tadamun_app;
GRANT INSERT (distribution_id, line, kind, reference, condition, proved_on) ON zakat_proofs TO tadamun_app;
