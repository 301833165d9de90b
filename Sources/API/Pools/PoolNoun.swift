import Actions
import Domain
import Serving

/// What may be done about the pools of unions.
enum PoolNoun {
  static let all: [SignedNoun] = [
    SignedNoun(
      "agreements", "Record how a union shares what comes to it; another person approves",
      [
        Field("agreement", .code), "union", "first_on",
        Field(
          "shares", .list(of: .body(["member", "share_bp"]), atMost: PoolAgreement.maximumMembers)),
      ], gives: .poolAgreement
    ) { body, tadamun, _ in
      let (code, union, first) = (try body.code("agreement"), try body.code("union"), try body.day("first_on"))
      let shares = try body.list("shares", atMost: PoolAgreement.maximumMembers).map { item in
        let share = try JSONObject(item, required: ["member", "share_bp"])
        return PoolAgreement.Share(
          try share.required("member").code(), basisPoints: Int(clamping: try share.required("share_bp").integer()))
      }
      let agreement = try body.check { () throws(Problem) in
        try PoolAgreement(code, of: union, from: first, shares: shares)
      }
      try await tadamun.agree(agreement, by: body.by)
      return .agreement(try await tadamun.poolAgreement(code))
    },
    SignedNoun(
      "distributions", "Share what came to a union by an entry among its members",
      ["distribution", "union", "entry", "on"], gives: .poolDistribution
    ) { body, tadamun, source in
      .sharing(
        try await tadamun.sharePool(
          body.code("distribution"), of: body.code("union"), entry: body.integer("entry"), on: body.day("on"),
          by: source))
    },
  ]
}

extension Schema {
  static let poolAgreement = Schema.answer([
    Field("agreement", .code), "union", "first_on", "decision",
    Field("state", .words(["pending", "approved", "refused"])),
    Field("shares", .list(of: .answer(["member", "share_bp"]))),
  ]).named("PoolAgreement")

  static let poolDistribution = Schema.answer([
    "distribution", Field("agreement", .code), "union", "fund", "money", "on", Field("pooled_entry", .key), "entry",
    "is_reversed", Field("shares", .list(of: .answer(["member", "money"]))),
  ]).named("PoolDistribution")
}

extension JSON {
  static func agreement(_ standing: PoolAgreementStanding) -> JSON {
    let agreement = standing.agreement
    return [
      "agreement": .code(agreement.code), "union": .code(agreement.union), "first_on": .date(agreement.first),
      "decision": .integer(standing.decision.rawValue), "state": .text(standing.state),
      "shares": .list(
        agreement.shares.map { ["member": .code($0.member), "share_bp": .integer($0.basisPoints)] }),
    ]
  }

  static func sharing(_ sharing: PoolSharing) -> JSON {
    [
      "distribution": .code(sharing.code), "agreement": .code(sharing.agreement), "union": .code(sharing.union),
      "fund": .code(sharing.fund), "money": .money(sharing.amount), "on": .date(sharing.on),
      "pooled_entry": .integer(sharing.pooledEntry), "entry": .integer(sharing.entry),
      "is_reversed": .bool(sharing.isReversed),
      "shares": .list(sharing.parts.map { ["member": .code($0.member), "money": .money($0.amount)] }),
    ]
  }
}

/// Requests about the pools of unions as JSON, read and answered in one way over HTTP and on the command line.
public enum PoolRequest {
  /// The names of what may be done: `agreements`, `distributions`.
  public static var nouns: [String] { PoolNoun.all.map(\.name) }

  /// Does what `bytes` say.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  public static func perform(_ name: String, _ bytes: [UInt8], on tadamun: Tadamun, by source: Source) async throws
    -> String
  {
    try await SignedNoun.perform(name, of: PoolNoun.all, bytes, on: tadamun, by: source)
  }

  public static func rendered(_ agreements: [PoolAgreementStanding]) -> String {
    JSON.list(agreements.map(JSON.agreement)).rendered
  }
  public static func rendered(_ sharing: PoolSharing) -> String { JSON.sharing(sharing).rendered }
}
