import Domain
import Serving

// The shapes of bodies and answers about appeals, evidence, indicators, mandates, samples and trainings.

extension Schema {
  static let appeal = Schema.answer([
    Field("appeal", .key), "actor", "programme", "report?", "run?", Field("grounds", .text), Field("filed_by", .text),
    "filed_on", "answer_due_on", Field("state", .words(Appeal.State.self)), Field("answered_by?", .text),
    Field("reasoning?", .text),
  ]).named("Appeal")

  static let batchAnswer = Schema.answer([
    Field("recorded", .integer), "known", Field("refused", .integer),
    Field(
      "items",
      .list(
        of: .any(of: [
          .answer([
            "reference?", Field("outcome", .words(["recorded", "known"])), "report", "version",
            Field("receipt", .text), "content_sha256",
          ]),
          .answer([
            "reference?", Field("outcome", .constant("refused")), Field("errors", .list(of: problemItem)),
          ]),
        ]))),
  ]).named("BatchAnswer")

  static let evidence = Schema.answer([
    "sha256", Field("media_type", .words(EvidenceFile.MediaType.self)), Field("bytes", .integer), "name",
    Field("attached_by", .text), "attached_at",
  ]).named("Evidence")

  private static let unit = Field("unit", .text(atMost: 60))
  private static let kind = Field("kind", .words(Indicator.Kind.self))
  private static let direction = Field("direction", .words(Indicator.Direction.self))
  private static let scheme = Field("scheme", .words(IndicatorCode.Scheme.self))

  static let indicatorBody = Schema.body([
    "code", "names", unit, kind, direction, "version?", "minimum?", Field("maximum?", .number),
    Field("codes?", .list(of: .body([scheme, Field("code", .text(atMost: 100)), "funder?"]), atMost: 50)),
  ])

  static let indicator = Schema.answer([
    "code", "version", "names", unit, kind, direction, "minimum?", Field("maximum?", .number),
    Field("codes", .list(of: .answer([scheme, Field("code", .text), "funder?"]))),
  ]).named("Indicator")

  static let claimShare = Schema.answer([
    "actor", Field("period", period), "indicator", "group", "programme", "share_bp",
  ]).named("ClaimShare")

  static let mandate = Schema.answer([
    "actor", "agent", Field("purpose", .words(Mandate.Purpose.self)), "first_on", "last_on?",
  ]).named("Mandate")

  static let reach = Schema.answer([
    "programme", Field("period", period), "version",
    Field("counts", .list(of: .answer(["indicator", "group", Field("people?", .integer)]))),
  ]).named("Reach")

  static let sample = Schema.answer([
    Field("sample", .key), "programme", Field("period", period), Field("seed", .text), Field("population", .integer),
    Field("random_count", .integer), Field("risk_count", .integer), Field("least_chance", .number),
    Field("drawn_by", .text), "drawn_at",
  ]).named("Sample")

  static let sampleMember = Schema.answer(["actor", "report", "weight", Field("drawn?", .text), "is_judged"])
    .named("SampleMember")

  static let verifier = Schema.answer([
    Field("verifier", .text), Field("verified_reports", .integer), Field("returned_reports", .integer),
    Field("judged_cells", .integer), Field("rejected_cells", .integer), Field("mean_discrepancy?", .number),
    Field("share_as_declared?", .number),
  ]).named("Verifier")

  private static let topic = Field("topic", .text(atMost: 300))

  static let trainingBody = Schema.body([
    "code", topic, "first_on", "last_on", "hours",
    Field(
      "attendance",
      .list(of: .body(["actor", Field("people", .integer), "group?"]), atMost: Training.maximumAttendance)), "by?",
  ])

  static let training = Schema.answer([
    "code", Field("centre", .code), topic, "first_on", "last_on", "hours",
    Field("attendance", .list(of: .answer(["actor", "group", Field("people", .integer)]))),
  ]).named("Training")

  private static let compared = Schema.answer([
    Field("period", period), Field("declared", .number), Field("verified?", .number),
  ])

  static let trainingComparison = Schema.answer([
    "actor", Field("centre", .code), Field("training", .code), "indicator", "group", Field("before?", compared),
    Field("after?", compared), Field("change?", .number),
  ]).named("TrainingComparison")
}
