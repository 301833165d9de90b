import Actions
import Domain
import Serving

extension ZakatNoun {
  /// What is done about a distribution, from the request to its closing.
  static let distributions: [SignedNoun] = [
    SignedNoun(
      "distributions", "Ask for a distribution",
      [
        "distribution", "fund", Field("mode", .words(ZakatMode.self)), "amount", "currency", "requested_on",
        Field("lines", .list(of: .zakatLine, atMost: 1_000)), "region?",
      ], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let currency = try body.currency()
      let lines = try body.list("lines", atMost: 1_000).map { try ZakatDistribution.Line(json: $0, currency) }
      let distribution = try ZakatDistribution(
        body.code("distribution"), fund: body.code("fund"), mode: body.word("mode"),
        region: body.textIfPresent("region"), amount: body.money("amount"), lines: lines,
        requestedOn: body.day("requested_on"))
      try await tadamun.submit(distribution, by: body.by)
      return .distribution(try await tadamun.zakatDistribution(distribution.code))
    },
    SignedNoun(
      "distribution-approvals", "Approve a distribution", ["distribution", "on", "reason?"], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      try await tadamun.approveZakatDistribution(
        code, on: body.day("on"), reason: body.textIfPresent("reason") ?? "", by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
    SignedNoun(
      "withdrawals", "Withdraw a distribution", ["distribution", "on", "reason"], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      try await tadamun.withdrawZakatDistribution(code, on: body.day("on"), reason: body.text("reason"), by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
    SignedNoun(
      "payments", "Pay a distribution", ["distribution", "on?", "at?"], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      try await tadamun.payZakat(code, body.time(), by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
    SignedNoun(
      "proofs", "Prove that a line reached its owner",
      [
        "distribution", Field("line", .integer(in: 1...1_000)), Field("kind", .words(ZakatProof.Kind.self)),
        "reference", "on", Field("condition?", .text),
      ], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      let proof = ZakatProof(
        try body.word("kind"), reference: try body.text("reference"), condition: try body.textIfPresent("condition"),
        on: try body.day("on"))
      try await tadamun.prove(proof, of: code, line: Int(clamping: body.integer("line")), by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
    SignedNoun(
      "closings", "Close a distribution", ["distribution", "on"], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      try await tadamun.closeZakatDistribution(code, on: body.day("on"), by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
    SignedNoun(
      "failures", "Say that a distribution failed", ["distribution", "on", "reason"], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      try await tadamun.failZakatDistribution(code, on: body.day("on"), reason: body.text("reason"), by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
    SignedNoun(
      "returns", "Take back what did not reach its owner", ["distribution", "on"], gives: .zakatDistribution
    ) { body, tadamun, _ in
      let code = try body.code("distribution")
      try await tadamun.returnZakat(code, on: body.day("on"), by: body.by)
      return .distribution(try await tadamun.zakatDistribution(code))
    },
  ]
}

extension SignedBody {
  /// The member `on`, a day, or `at`, a moment with its offset; one of both.
  fileprivate func time() throws -> DayOrMoment {
    let (day, moment) = (try dayIfPresent("on"), try textIfPresent("at"))
    switch (day, moment) {
    case (let day?, nil): return .on(day)
    case (nil, let text?): return .at(try check { () throws(Problem) in try Moment(rfc3339: text) })
    default: throw Problem("field_missing", "Say the day with “on” or the moment with “at”, one of both.")
    }
  }
}

extension ZakatDistribution.Line {
  init(json: JSONValue, _ currency: Currency) throws {
    let object = try JSONObject(
      json, required: ["category", "amount"], optional: ["actor", "debt", "item", "shares"])
    let code = { (name: String) throws(Problem) in
      try object.readIfPresent(name) { text throws(Problem) in try Code(text) }
    }
    let shares = try object["shares"]?.list(atMost: 1_000).map { item in
      let share = try JSONObject(item, required: ["recipient", "amount"], optional: ["wakala"])
      return ZakatDistribution.Share(
        try share.required("recipient").code(), try share.required("amount").money(currency),
        wakala: try share["wakala"]?.text(atMost: 300))
    }
    self.init(
      try object.required("category").word(AsnafCategory.self), try object.required("amount").money(currency),
      actor: try code("actor"), debt: try code("debt"), item: try object["item"]?.text(atMost: 300),
      shares: shares ?? [])
  }
}
