# Prints reports of so many cooperatives over ten quarters, ten indicators and five groups: the same bytes each time.
BEGIN {
  split("01-01 04-01 07-01 10-01", first, " ")
  split("03-31 06-30 09-30 12-31", last, " ")
  print "external_ref,programme,actor,indicator,group,period_start,period_end,value,n,baseline,target,submitted_on,verified,verified_on"
  state = 1
  for (actor = 1; actor <= actors; actor++)
    for (quarter = 0; quarter < 10; quarter++) {
      year = 2023 + int(quarter / 4)
      period = year "-" first[quarter % 4 + 1] "," year "-" last[quarter % 4 + 1]
      report = "R-" actor "-" quarter ",bench,bench-coop-" actor
      for (indicator = 1; indicator <= 10; indicator++)
        for (group = 1; group <= 5; group++) {
          state = (state * 16807) % 2147483647
          printf "%s,bench-indicator-%d,bench-group-%d,%s,%d.%d,%d,%d,%d,2026-01-10,verified,2026-02-01\n", report, indicator,
            group, period, state % 5000, state % 97, state % 300, state % 50, 1000 + state % 4000
        }
    }
}
