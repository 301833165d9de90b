-- The columns of rows.awk with their types, and nothing else.
CREATE TABLE bare (
  external_ref text, programme text, actor text, indicator text, "group" text, period_start date, period_end date,
  value double precision, n bigint, baseline double precision, target double precision, submitted_on date,
  verified text, verified_on date);
