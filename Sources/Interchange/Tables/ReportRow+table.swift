import Domain

extension ReportRow {
  public static let table = Table(
    name: "reports", title: "Indicator reports",
    description: "One row an indicator, target group and period. The rows of one report share their external_ref.",
    fields: [
      TableField(
        "external_ref", .code, required: true,
        "The number of the report in the books it comes from; one a programme, actor and period."),
      TableField("programme", .code, required: true, "The code of the programme that asked for the report."),
      TableField("actor", .code, required: true, "The code of the actor that reports."),
      TableField("indicator", .code, required: true, "The code of the indicator."),
      TableField("group", .code, "The code of the target group; blank for all."),
      TableField("period_start", .date, required: true, "The first day of the period, YYYY-MM-DD."),
      TableField("period_end", .date, required: true, "The last day of the period, YYYY-MM-DD."),
      TableField(
        "state", .choice(ValueState.allCases.map(\.rawValue)),
        "Blank: reported where there is a value, missing where there is none."),
      TableField("value", .number, "In the unit of the indicator, with a point before the decimals. Zero is a value."),
      TableField("numerator", .number, "Above the line of a fraction; given together with the denominator."),
      TableField("denominator", .number, "Below the line of a fraction; more than zero."),
      TableField("n", .count, "People or cases the value was measured on."),
      TableField("baseline", .number, "The value before the work began."),
      TableField("target", .number, "The value agreed on for the period."),
      TableField("missing_reason", .text, "Why there is no value."),
      TableField("submitted_on", .date, "The day the report was handed in; a later one corrects an earlier one."),
      TableField(
        "verified", .choice(Verdict.Word.allCases.map(\.rawValue)),
        "What the verifier said; blank: nobody looked yet. A row without a value can only be returned, and stays missing."
      ),
      TableField("verified_value", .number, "What the verifier found, where that is not the value."),
      TableField("verified_on", .date, "The day of the verification."),
      TableField(
        "difference_reason", .text,
        "On a row of all: why the groups of an axis, such as women and men, do not add up to it, where they do not."),
      TableField(
        "unit", .code, "What the value is in, where the file says it: the unit of the indicator, and no other one."),
    ])
}
