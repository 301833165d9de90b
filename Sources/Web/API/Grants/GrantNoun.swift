import Domain

/// One sub-resource of a grant: its name in addresses and how its body is read.
struct GrantNoun: Sendable {
  let name: String
  let read: @Sendable (GrantBody) throws -> GrantAct

  init(_ name: String, _ read: @escaping @Sendable (GrantBody) throws -> GrantAct) {
    self.name = name
    self.read = read
  }

  static let all: [GrantNoun] = decisionsOnMoney + reporting + course + recovery + evidence

  /// An act that names only its day.
  private static func dated(_ name: String, _ make: @escaping @Sendable (CalendarDate) -> GrantAct) -> GrantNoun {
    GrantNoun(name) { body in make(try body.day("on", in: body.object(required: ["on"]))) }
  }

  /// An act on a tranche.
  private static func tranche(
    _ name: String, _ make: @escaping @Sendable (Int, CalendarDate) -> GrantAct
  ) -> GrantNoun {
    GrantNoun(name) { body in
      let object = try body.object(required: ["tranche", "on"])
      return make(try object.required("tranche").count(), try body.day("on", in: object))
    }
  }

  /// An act that rests on a decision somebody else asked for.
  private static func decided(
    _ name: String, _ make: @escaping @Sendable (ID<Decision>, CalendarDate) -> GrantAct
  ) -> GrantNoun {
    GrantNoun(name) { body in
      let object = try body.object(required: ["decision", "on"])
      return make(ID(try object.required("decision").integer()), try body.day("on", in: object))
    }
  }

  private static let decisionsOnMoney: [GrantNoun] = [
    dated("award") { .award(on: $0) },
    GrantNoun("agreements") { .sign(try $0.agreement()) },
    tranche("assessments") { .assess(tranche: $0, on: $1) },
    tranche("tranche-requests") { .request(tranche: $0, on: $1) },
    tranche("approvals") { .approve(tranche: $0, on: $1) },
    GrantNoun("refusals") { body in
      let object = try body.object(required: ["tranche", "on", "reason"])
      return .refuse(
        tranche: try object.required("tranche").count(), on: try body.day("on", in: object),
        reason: try body.reason(in: object))
    },
    tranche("payments") { .pay(tranche: $0, on: $1) },
    GrantNoun("waiver-requests") { body in
      let object = try body.object(required: ["tranche", "on", "reason"], optional: ["condition", "report"])
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
    decided("waivers") { .waive($0, on: $1) },
  ]

  private static let reporting: [GrantNoun] = [
    GrantNoun("report-submissions") { body in
      let object = try body.object(required: ["report", "on", "currency", "lines"])
      return .submitReport(
        try object.required("report").count(), on: try body.day("on", in: object), try body.spending(in: object))
    },
    GrantNoun("report-acceptances") { body in
      let object = try body.object(required: ["report", "on"], optional: ["currency", "lines"])
      return .acceptReport(
        try object.required("report").count(), on: try body.day("on", in: object),
        object["lines"] == nil ? nil : try body.spending(in: object))
    },
    GrantNoun("report-returns") { body in
      let object = try body.object(required: ["report", "on", "reason"])
      return .returnReport(
        try object.required("report").count(), on: try body.day("on", in: object), reason: try body.reason(in: object))
    },
  ]

  private static let course: [GrantNoun] = [
    GrantNoun("suspensions") { body in
      let object = try body.object(required: ["on", "reason"])
      return .suspend(on: try body.day("on", in: object), reason: try body.reason(in: object))
    },
    dated("resumptions") { .resume(on: $0) },
    dated("final-report-calls") { .expectFinalReport(on: $0) },
    dated("windings-up") { .windUp(on: $0) },
    dated("closures") { .close(on: $0) },
    GrantNoun("terminations") { body in
      let object = try body.object(required: ["on", "reason", "recovery_due_on"])
      return .terminate(
        on: try body.day("on", in: object), reason: try body.reason(in: object),
        recoveryDueOn: try body.day("recovery_due_on", in: object))
    },
  ]

  private static let recovery: [GrantNoun] = [
    GrantNoun("recoveries") { body in
      let object = try body.object(required: ["on", "due_on"])
      return .demandUnspent(on: try body.day("on", in: object), dueOn: try body.day("due_on", in: object))
    },
    GrantNoun("recovery-receipts") { body in
      let object = try body.object(required: ["amount", "currency", "on"], optional: ["held_in"])
      let fund = try object["held_in"]?.code()
      return .receiveRecovery(
        try body.money("amount", in: object), on: try body.day("on", in: object), fund.map { .heldIn($0) } ?? .payment)
    },
    dated("return-requests") { .askToSendBack(on: $0) },
    decided("returns") { .sendBack($0, on: $1) },
    GrantNoun("write-off-requests") { body in
      let object = try body.object(required: ["on", "reason"])
      return .askWriteOff(on: try body.day("on", in: object), reason: try body.reason(in: object))
    },
    decided("write-offs") { .writeOff($0, on: $1) },
  ]

  private static let evidence: [GrantNoun] = [
    GrantNoun("in-kind") { body in
      let object = try body.object(
        required: ["item", "quantity", "unit_value", "currency", "valuation_basis", "evidence", "received_on"])
      return .addInKind(
        try InKind(
          item: try object.required("item").text(atMost: 500), quantity: try object.required("quantity").count(),
          unitValue: try body.money("unit_value", in: object),
          valuationBasis: try object.required("valuation_basis").text(atMost: 500),
          evidence: try object.required("evidence").text(atMost: 200),
          receivedOn: try body.day("received_on", in: object)))
    },
    GrantNoun("cofunding") { body in
      let object = try body.object(required: ["giver", "stage", "amount", "currency", "evidence", "on"])
      return .addCofunding(
        try Cofunding(
          giver: try object.required("giver").text(atMost: 300), stage: try object.required("stage").word(),
          amount: try body.money("amount", in: object), evidence: try object.required("evidence").text(atMost: 200),
          on: try body.day("on", in: object)))
    },
    GrantNoun("documents") { body in
      let object = try body.object(required: ["document", "kind", "title", "sha256", "on"])
      return .addDocument(
        try GrantDocument(
          try object.required("document").code(), try object.required("kind").word(),
          title: try object.required("title").text(atMost: 300), sha256: try object.required("sha256").text(),
          on: try body.day("on", in: object)))
    },
  ]
}
