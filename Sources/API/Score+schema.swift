import Domain
import Serving

// The shapes of bodies and answers about reports, scores, runs and proposals.

extension Schema {
  static let run = Schema.answer([
    "run", "as_of", "recorded_until", "framework", "framework_version", "engine_version", "seed",
    Field("root_node", .text), "actors", "observations", "inputs_sha256", "results_sha256", "started_at",
    "finished_at", "base_run?", "unchanged_actors", "scale?", "replicates",
  ]).named("Run")

  private static let nodeFields: [Field] = [
    Field("node", .text), Field("rank?", .integer), "score?", "lower_bound?", "upper_bound?", "unweighted?", "coverage",
    Field("status", .text), Field("band?", .text), Field("interval?", interval),
  ]

  private static let percentiles = Schema.answer(["p5", "p50", "p95"])

  private static let interval = Schema.answer([
    "mean", "sd", Field("score", percentiles), Field("rank?", percentiles), "chance_of_top", Field("grade", .text),
  ]).named("ScoreInterval")

  private static let part = Schema.answer([
    Field("indicator", .text), Field("indicator_names?", .names), Field("group", .text), Field("group_names?", .names),
    "raw?", "normalised?", "evidence", "weight",
    Field("contribution", .number), Field("status", .text),
  ]).named("ScorePart")

  static let scoreTable = Schema.answer([
    "programme", Field("run?", run), Field("node", .text),
    Field(
      "items",
      .list(
        of: .answer(
          ["actor", Field("kind", .words(ActorKind.self)), "names"] + nodeFields))),
    "next?",
  ]).named("ScoreTable")

  static let scoreSheet = Schema.answer([
    "programme", Field("run", run), "actor", "names",
    Field("nodes", .list(of: .answer(nodeFields + [Field("names?", .names)]))),
    Field("parts", .list(of: part)), Field("interval?", interval),
    Field(
      "explanation",
      .answer([
        Field("strongest", .list(of: part)), Field("weakest", .list(of: part)),
        Field("raise?", raise), Field("raises", .list(of: raise)),
      ])),
    Field("detail?", detail),
  ]).named("ScoreSheet")

  private static let raise = Schema.answer([Field("indicator", .text), Field("group", .text), "gain"])

  private static let estimate = Schema.answer(["estimate", "p5", "p95"])

  private static let detail = Schema.answer([
    Field("funding_score?", .number), Field("lenient?", .number),
    Field(
      "factors",
      .list(
        of: .answer([
          Field("group?", .text), Field("node", .text), Field("kind", .text), Field("child", .text),
          Field("share", .number), Field("value", .number), Field("factor", .number),
          Field("floored", .bool),
        ]))),
    Field(
      "proportions",
      .list(
        of: .answer([
          Field("indicator", .text), Field("group", .text), Field("successes", .number), Field("trials", .number),
          Field("reported", estimate), Field("shrunk?", estimate),
        ]))),
    Field("social_return?", socialReturn),
  ]).named("ScoreDetail")

  private static let socialReturn = Schema.answer([
    Field(
      "outcomes",
      .list(
        of: .answer([
          Field("name", .text), Field("quantity?", .number), Field("first_year", .number),
          Field("present_value", .number), Field("cost_per_unit?", .number),
        ]))),
    Field("investment?", .number), Field("present_value?", .number), Field("net_present_value?", .number),
    Field("ratio?", .number),
  ]).named("SocialReturn")

  static let scoreDifference = Schema.answer([
    "from_run", "to_run", "from_score", "to_score", "own_data", Field("verification", .number), "peers",
    Field("framework", .number), "engine",
  ]).named("ScoreDifference")

  static let scoreChange = Schema.answer([
    "actor", Field("from_score?", .number), Field("to_score?", .number), Field("from_rank?", .integer),
    Field("to_rank?", .integer), Field("difference?", scoreDifference),
  ]).named("ScoreChange")

  private static let share = Schema.answer(["estimate", "low", "high"])

  static let manifest = Schema.answer([
    Field("run", run), "framework_sha256", "summary",
    Field(
      "factors", .list(of: .answer([Field("factor", .text), Field("first", share), Field("total", share)]))),
    Field(
      "signature?",
      .answer([
        "key_sha256", Field("public_key", .text), Field("manifest", .text), Field("signature", .hex), "signed_at",
      ])),
  ]).named("RunManifest")

  static let runWarning = Schema.answer([
    "actor?", Field("kind", .text), Field("indicator?", .text), "observations", Field("p_value?", .number),
    Field("message", .text),
  ]).named("RunWarning")

  private static let standing = Schema.answer(["score?", Field("rank?", .integer), "money_minor?"])

  private static let simulatedLines = Schema.answer([
    "count",
    Field(
      "items",
      .list(
        of: .answer([
          "actor", Field("kind", .words(ActorKind.self)), "region?", Field("before", standing),
          Field("after", standing), Field("change?", .number),
          Field("moved", .list(of: .answer([Field("indicator", .text), Field("change", .number)]))),
        ]))),
  ])

  static let simulation = Schema.answer([
    "programme", Field("period?", .text), "run", "as_of", "framework", "version", Field("draft", .text),
    Field("draft_version", .integer), Field("currency_before?", .text), Field("currency_after?", .text),
    Field("winners", simulatedLines), Field("losers", simulatedLines), Field("scored_on_one_side", simulatedLines),
    Field(
      "totals",
      .list(
        of: .answer([
          Field("by", .text), Field("code", .text), "actors", Field("winners", .integer), Field("losers", .integer),
          Field("mean_before?", .number), Field("mean_after?", .number), "money_before_minor?", "money_after_minor?",
        ]))),
  ]).named("Simulation")

  private static let proposalFields: [Field] = [
    "proposal", "programme", "run", "fund", Field("budget", .money), Field("total", .money),
    Field("state", .words(FundingProposal.State.self)), "method", Field("node", .text), "made_by", "made_at",
    Field("leftovers", .list(of: .answer([Field("reason", .text), "amount_minor"]))),
  ]

  static let proposal = Schema.answer(proposalFields).named("Proposal")

  static let override = Schema.answer([
    "override", "proposal", "actor", "amount_minor", "reason", "asked_by", "approved_by?",
  ]).named("ProposalOverride")

  static let proposalSheet = Schema.answer(
    proposalFields + [
      Field("overrides", .list(of: override)),
      Field(
        "items",
        .list(
          of: .answer([
            "actor", "amount_minor", Field("payable_minor", .integer), Field("reason", .text), Field("detail?", .text),
            "score?", "lower_bound?", Field("group?", .text), Field("read_interval?", percentiles),
            Field("interval?", interval),
            Field("payers", .list(of: .answer([Field("payer?", .text), "amount_minor"]))),
          ]))), "next?",
    ]
  ).named("ProposalSheet")
}
