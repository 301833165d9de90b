-- What is recorded has happened: a contribution, or a report handed in, of a day that has not come is a slip of the pen.
-- One day is left for clocks that differ. What was recorded before this rule stays as it is.
SET LOCAL search_path = tadamun, pg_temp;

-- The books keep Morocco's days. Entries that the service itself makes for a day that was asked for are not meant.
ALTER TABLE entries ADD CONSTRAINT contributions_have_happened CHECK (
  kind NOT IN ('commitment', 'receipt', 'allocation', 'disbursement', 'direct', 'expenditure', 'interest',
    'loan_repayment', 'reimbursement')
  OR occurred_on <= (recorded_at AT TIME ZONE 'Africa/Casablanca')::date + 1) NOT VALID;

-- Which day it is for a programme, the program knows; here it is the latest there is on earth.
ALTER TABLE reports ADD CONSTRAINT reports_have_been_submitted CHECK (
  submitted_on <= (recorded_at AT TIME ZONE 'Pacific/Kiritimati')::date + 1) NOT VALID;
