import Domain
import Serving

/// One sub-resource of a grant: its name in addresses, what its body holds, and how that is read.
struct GrantNoun: Sendable {
  typealias Read = @Sendable (_ body: GrantBody, _ object: JSONObject) throws -> GrantAct

  let name: String
  let summary: String
  /// The members of the body beside `by`, who asks.
  let fields: [Field]
  private let readAct: Read

  init(_ name: String, _ summary: String, _ fields: [Field], _ read: @escaping Read) {
    self.name = name
    self.summary = summary
    self.fields = fields
    readAct = read
  }

  func read(_ body: GrantBody) throws -> GrantAct { try readAct(body, body.object(fields)) }

  static let all: [GrantNoun] = decisionsOnMoney + reporting + course + recovery + evidence

  /// An act that names only its day.
  private static func dated(
    _ name: String, _ summary: String, _ make: @escaping @Sendable (CalendarDate) -> GrantAct
  ) -> GrantNoun {
    GrantNoun(name, summary, ["on"]) { body, object in make(try body.day("on", in: object)) }
  }

  /// An act on a tranche.
  private static func tranche(
    _ name: String, _ summary: String, _ make: @escaping @Sendable (Int, CalendarDate) -> GrantAct
  ) -> GrantNoun {
    GrantNoun(name, summary, ["tranche", "on"]) { body, object in
      make(try object.required("tranche").count(), try body.day("on", in: object))
    }
  }

  /// An act that rests on a decision somebody else asked for.
  private static func decided(
    _ name: String, _ summary: String, _ make: @escaping @Sendable (ID<Decision>, CalendarDate) -> GrantAct
  ) -> GrantNoun {
    GrantNoun(name, summary, ["decision", "on"]) { body, object in
      make(ID(try object.required("decision").integer()), try body.day("on", in: object))
    }
  }

  private static let decisionsOnMoney: [GrantNoun] = [
    dated("award", "Award the grant") { .award(on: $0) },
    GrantNoun("agreements", "Sign an agreement, or a new version of it", GrantBody.agreementFields) { body, object in
      .sign(try body.agreement(object))
    },
    tranche("assessments", "Assess the conditions of a tranche") { .assess(tranche: $0, on: $1) },
    tranche("tranche-requests", "Ask for a tranche") { .request(tranche: $0, on: $1) },
    tranche("approvals", "Approve the payment of a tranche") { .approve(tranche: $0, on: $1) },
    GrantNoun("refusals", "Refuse the payment of a tranche", ["tranche", "on", "reason"]) { body, object in
      return .refuse(
        tranche: try object.required("tranche").count(), on: try body.day("on", in: object),
        reason: try body.reason(in: object))
    },
    tranche("payments", "Pay a tranche") { .pay(tranche: $0, on: $1) },
    GrantNoun(
      "waiver-requests", "Ask that a condition or a report be waived",
      ["tranche", "on", "reason", Field("condition?", .count), Field("report?", .count)]
    ) { body, object in
      let waived: GrantAct.Waived
      switch (try object["condition"]?.count(), try object["report"]?.count()) {
      case (let condition?, nil): waived = .condition(condition)
      case (nil, let report?): waived = .report(report)
      default: throw Problem("field_missing", "Name the condition or the report, one of both.", at: object.place)
      }
      return .askWaiver(
        tranche: try object.required("tranche").count(), waived, on: try body.day("on", in: object),
        reason: try body.reason(in: object))
    },
    decided("waivers", "Waive what another person asked for") { .waive($0, on: $1) },
  ]

  private static let reporting: [GrantNoun] = [
    GrantNoun(
      "report-submissions", "Send a report of spending",
      [Field("report", .count), "on", "currency", Field("lines", .list(of: .spendingLine, atMost: 100))]
    ) { body, object in
      return .submitReport(
        try object.required("report").count(), on: try body.day("on", in: object), try body.spending(in: object))
    },
    GrantNoun(
      "report-acceptances", "Accept a report",
      [Field("report", .count), "on", "currency?", Field("lines?", .list(of: .spendingLine, atMost: 100))]
    ) { body, object in
      return .acceptReport(
        try object.required("report").count(), on: try body.day("on", in: object),
        object["lines"] == nil ? nil : try body.spending(in: object))
    },
    GrantNoun("report-returns", "Return a report with a reason", [Field("report", .count), "on", "reason"]) {
      body, object in
      return .returnReport(
        try object.required("report").count(), on: try body.day("on", in: object), reason: try body.reason(in: object))
    },
  ]

  private static let course: [GrantNoun] = [
    GrantNoun("suspensions", "Suspend the grant", ["on", "reason"]) { body, object in
      return .suspend(on: try body.day("on", in: object), reason: try body.reason(in: object))
    },
    dated("resumptions", "Let a suspended grant go on") { .resume(on: $0) },
    dated("final-report-calls", "Call for the final report") { .expectFinalReport(on: $0) },
    dated("windings-up", "Wind the grant up") { .windUp(on: $0) },
    dated("closures", "Close the grant") { .close(on: $0) },
    GrantNoun("terminations", "Terminate the grant", ["on", "reason", "recovery_due_on"]) { body, object in
      return .terminate(
        on: try body.day("on", in: object), reason: try body.reason(in: object),
        recoveryDueOn: try body.day("recovery_due_on", in: object))
    },
  ]

  private static let recovery: [GrantNoun] = [
    GrantNoun("recoveries", "Ask back what was not spent", ["on", "due_on"]) { body, object in
      return .demandUnspent(on: try body.day("on", in: object), dueOn: try body.day("due_on", in: object))
    },
    GrantNoun("recovery-receipts", "Receive money back", ["amount", "currency", "on", Field("held_in?", .code)]) {
      body, object in
      let fund = try object["held_in"]?.code()
      return .receiveRecovery(
        try body.money("amount", in: object), on: try body.day("on", in: object), fund.map { .heldIn($0) } ?? .payment)
    },
    dated("return-requests", "Ask to send money back to the funder") { .askToSendBack(on: $0) },
    decided("returns", "Send money back that was approved") { .sendBack($0, on: $1) },
    GrantNoun("write-off-requests", "Ask to write a recovery off", ["on", "reason"]) { body, object in
      return .askWriteOff(on: try body.day("on", in: object), reason: try body.reason(in: object))
    },
    decided("write-offs", "Write off what was approved") { .writeOff($0, on: $1) },
  ]

  private static let evidence: [GrantNoun] = [
    GrantNoun(
      "in-kind", "Record what came in kind",
      [
        "item", "quantity", "unit_value", "currency", "valuation_basis", Field("evidence", .text(atMost: 200)),
        "received_on",
      ]
    ) { body, object in
      return .addInKind(
        try InKind(
          item: try object.required("item").text(atMost: 500), quantity: try object.required("quantity").count(),
          unitValue: try body.money("unit_value", in: object),
          valuationBasis: try object.required("valuation_basis").text(atMost: 500),
          evidence: try object.required("evidence").text(atMost: 200),
          receivedOn: try body.day("received_on", in: object)))
    },
    GrantNoun(
      "cofunding", "Record money of others",
      [
        "giver", Field("stage", .words(Cofunding.Stage.self)), "amount", "currency",
        Field("evidence", .text(atMost: 200)), "on",
      ]
    ) { body, object in
      return .addCofunding(
        try Cofunding(
          giver: try object.required("giver").text(atMost: 300), stage: try object.required("stage").word(),
          amount: try body.money("amount", in: object), evidence: try object.required("evidence").text(atMost: 200),
          on: try body.day("on", in: object)))
    },
    GrantNoun(
      "documents", "Put a document on file",
      [Field("document", .code), Field("kind", .words(GrantDocument.Kind.self)), "title", Field("sha256", .hex), "on"]
    ) { body, object in
      return .addDocument(
        try GrantDocument(
          try object.required("document").code(), try object.required("kind").word(),
          title: try object.required("title").text(atMost: 300), sha256: try object.required("sha256").text(),
          on: try body.day("on", in: object)))
    },
  ]
}
