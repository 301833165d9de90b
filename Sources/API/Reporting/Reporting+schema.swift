import Domain
import Serving

// The shapes of bodies and answers about reporting and verification.

extension Schema {
  /// What a cell has beside its state depends on it. A unit is held to the indicator's own; no answer repeats it.
  static let reportCell = Schema.body([
    "indicator", Field("state", .words(ValueState.self)), "group?", Field("beneficiaries?", .integer),
    Field("value?", .number), "numerator?", "denominator?", "reason?", Field("unit?", .text(atMost: 60)),
  ]).named("ReportCell")

  static let reportCells = Schema.list(of: reportCell, atMost: Report.maximumCells)

  static let differences = Schema.list(
    of: .body(["indicator", Field("axis", .code), Field("difference", .number), Field("reason", .text(atMost: 2_000))]),
    atMost: 200)

  static let differenceReasons = Schema.list(
    of: .body(["indicator", Field("reason", .text(atMost: 2_000))]), atMost: 200)

  static let report = Schema.body([
    "actor", Field("period", period), "submitted_on", Field("cells", reportCells), Field("differences?", differences),
  ])

  static let verification = Schema.body([
    Field("outcome", .words(["verified", "returned"])), Field("note?", .text(atMost: 2_000)),
    Field(
      "cells?",
      .list(
        of: .body([
          "indicator", Field("verdict", .words(["verified", "rejected", "returned"])), "group?",
          Field("value?", .number), Field("reason?", .text(atMost: 2_000)),
        ]), atMost: Report.maximumCells)), "by?",
  ])

  static let submission = Schema.answer([
    "reference", Field("state", .words(["recorded", "known"])), "is_correction", "values", "report", "version",
    Field("receipt", .text), "content_sha256",
  ]).named("Submission")

  private static let reportFields: [Field] = [
    "report", Field("receipt", .text), "actor", "programme", Field("period", period), "version", "is_correction",
    "submitted_on", "is_late", "author", Field("state", .words(ReportState.self)), "content_sha256",
  ]

  static let listedReport = Schema.answer(reportFields).named("ListedReport")

  private static let act = Schema.answer([Field("by", .text), "at", "note"])

  /// Which of the declared members are there depends on the state.
  private static let judgedCell = Schema.body([
    "indicator", "group", Field("state", .words(ValueState.self)), Field("value?", .number), "numerator?",
    "denominator?", "reason?", Field("beneficiaries?", .integer), Field("verdict?", .text), Field("verified?", .number),
    Field("validated?", .number), Field("discrepancy?", .number), Field("verdict_reason?", .text),
  ]).named("JudgedCell")

  static let reportSheet = Schema.answer(
    reportFields + [
      Field("basis?", .text), Field("verification?", act), Field("validation?", act), Field("lock?", act),
      Field("reopening?", act), Field("cells", .list(of: judgedCell)),
      Field(
        "differences",
        .list(of: .answer(["indicator", Field("axis", .code), Field("difference", .number), "reason"]))),
    ]
  ).named("Report")

  static let draft = Schema.answer([
    Field("draft", .key), "actor", "programme", Field("period", period), "version", "is_open",
    Field("begun_by", .text), Field("saved_by", .text), "saved_at", "report?", Field("cells", .list(of: reportCell)),
    Field("difference_reasons", .list(of: .answer(["indicator", "reason"]))),
  ]).named("Draft")

  static let requirement = Schema.answer(["programme", "indicator", "group", "first_on", "last_on?"])
    .named("Requirement")

  static let due = Schema.answer([
    "actor", Field("period", period), "indicator", "group", "due_on", Field("state", .words(DueState.self)),
    Field(
      "answer?",
      .answer([
        "report", "programme", "submitted_on", "version", "is_correction", Field("state", .text), "is_returned",
      ])),
  ]).named("Due")
}
