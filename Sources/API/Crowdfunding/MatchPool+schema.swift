import Domain
import Serving

// The shapes of bodies and answers about pools that match gifts.

extension Schema {
  static let listedPool = Schema.answer([
    "pool", "funder", Field("method", .text), Field("state", .words(MatchPoolState.self)), "first_on", "last_on",
  ]).named("ListedMatchPool")

  private static let terms = Schema.any(of: [
    .answer([
      Field("factor_bp", .integer), Field("pledge_part?", .decimal), Field("campaign_limit?", .decimal),
      Field("pledges_per_backer?", .integer),
    ]), .answer([Field("campaign_limit?", .decimal), Field("spends_whole_pool", .bool)]),
  ])

  static let matchPool = Schema.answer([
    "pool", "fund", "funder", "currency", Field("method", .text), Field("terms", terms), "first_on", "last_on",
    Field("state", .words(MatchPoolState.self)), "decision?", "received", "promised", "paid",
    Field("withdrawn", .decimal), "available",
    Field(
      "campaigns",
      .list(
        of: .answer([
          "campaign", Field("state", .words(CampaignState.self)), Field("matched", .decimal), "paid",
          Field("pledges", .integer), Field("matched_pledges", .integer),
          Field(
            "result?",
            .answer([
              Field("persons", .integer), Field("given", .decimal), "reason", Field("ineligibility?", .text),
            ])),
        ]))), Field("leftovers", .list(of: .answer(["reason", "amount"]))),
  ]).named("MatchPool")
}
