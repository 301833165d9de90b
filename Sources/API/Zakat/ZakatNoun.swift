import Actions
import Domain
import Serving

/// What may be done about zakat.
enum ZakatNoun {
  static let all = books + pledges + outflows + people + distributions
}

extension ZakatNoun {
  /// Funds, receipts, charges and the calendar.
  private static let books: [SignedNoun] = [
    SignedNoun(
      "funds", "Open a fund of zakat",
      [
        "fund", Field("kind", .words(ZakatFund.Kind.self)), "currency", "policy", "bank_account", "purification", "on",
        "time_zone?",
      ], gives: .answer(["fund", Field("kind", .words(ZakatFund.Kind.self)), "policy"])
    ) { body, tadamun, source in
      let fund = ZakatFund(
        try body.code("fund"), kind: try body.word("kind"), currency: try body.currency(),
        policy: try body.code("policy"), bankAccount: try body.text("bank_account"),
        purification: try body.code("purification"),
        timeZone: try body.textIfPresent("time_zone") ?? "Africa/Casablanca")
      try await tadamun.open(fund, on: body.day("on"), by: source)
      return ["fund": .code(fund.code), "kind": .text(fund.kind.rawValue), "policy": .code(fund.policy)]
    },
    SignedNoun(
      "donors", "Record who pays zakat, apart from the books", [Field("reference", .code), "name", "contact?"],
      gives: .answer(["donor"])
    ) { body, tadamun, source in
      let donor = try await tadamun.recordZakatDonor(
        body.code("reference"), name: body.text("name"), contact: body.textIfPresent("contact"), by: source)
      return ["donor": .integer(donor)]
    },
    SignedNoun(
      "donor-readings", "Read who pays zakat; the reading is recorded", ["donor", "reason"],
      gives: .answer(["name", "contact?"])
    ) { body, tadamun, _ in
      let donor = try await tadamun.zakatDonor(body.integer("donor"), reason: body.text("reason"), by: body.by)
      return ["name": .text(donor.name), "contact": .optional(donor.contact)]
    },
    SignedNoun(
      "receipts", "Receive zakat",
      [
        "receipt", "fund", "amount", "currency", "received_on", "donor?",
        Field("only_category?", .words(AsnafCategory.self)), Field("only_region?", .text), "niyya_on?", "pledge?",
      ], gives: .answer(["receipt", "hijri", "hawl_ends_on", "due_on"])
    ) { body, tadamun, source in
      let (code, fund, amount) = (try body.code("receipt"), try body.code("fund"), try body.money("amount"))
      let (donor, region) = (try body.integerIfPresent("donor"), try body.textIfPresent("only_region"))
      let category: AsnafCategory? = try body.wordIfPresent("only_category")
      let (day, niyya) = (try body.day("received_on"), try body.dayIfPresent("niyya_on"))
      let pledge = try body.codeIfPresent("pledge")
      let receipt = try body.check { () throws(Problem) in
        try ZakatReceipt(
          code, fund: fund, amount: amount, donor: donor, onlyCategory: category, onlyRegion: region, receivedOn: day,
          niyyaOn: niyya, pledge: pledge)
      }
      let terms = try await tadamun.receive(receipt, by: source)
      return [
        "receipt": .code(code), "hijri": .text(terms.hijri), "hawl_ends_on": .date(terms.hawlEndsOn),
        "due_on": .date(terms.dueOn),
      ]
    },
    SignedNoun(
      "impure-interest", "Set interest aside for purification",
      ["fund", Field("reference", .code), "amount", "currency", "on"], gives: .zakatEntry
    ) { body, tadamun, source in
      let booked = try await tadamun.recordImpureInterest(
        body.money("amount"), on: body.code("fund"), reference: body.code("reference"), day: body.day("on"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(
      "interest-lines", "Set the interest of a bank’s line aside", ["line", "entry?"], gives: .zakatEntry
    ) { body, tadamun, source in
      let booked = try await tadamun.setAsideInterest(
        line: body.integer("line"), entry: body.integerIfPresent("entry"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(
      "hijri-months", "Record the announced first day of a month",
      ["year", Field("month", .integer(in: 1...12)), "first_on", "source"], gives: .answer(["month", "first_on"])
    ) { body, tadamun, source in
      let (year, month) = (try body.integer("year"), try body.integer("month"))
      let start = HijriCalendar.MonthStart(
        try HijriMonth(year: Int(clamping: year), month: Int(clamping: month)), firstOn: try body.day("first_on"),
        source: try body.text("source"))
      try await tadamun.recordMonthStart(start, by: source)
      return ["month": .text(start.month.description), "first_on": .date(start.firstOn)]
    },
  ]

  /// Recipients, assessments and debts.
  private static let people: [SignedNoun] = [
    SignedNoun(
      "recipients", "Register a recipient",
      ["recipient", Field("form", .words(ZakatRecipient.Form.self)), Field("file", .code), "region?"],
      gives: .answer(["recipient"])
    ) { body, tadamun, source in
      let recipient = ZakatRecipient(
        try body.code("recipient"), try body.word("form"), region: try body.textIfPresent("region"),
        file: try body.code("file"))
      try await tadamun.register(recipient, by: source)
      return ["recipient": .code(recipient.code)]
    },
    SignedNoun(
      "assessments", "Assess a recipient; another person approves",
      [
        "assessment", "fund", "recipient", Field("category", .words(AsnafCategory.self)), Field("evidence", .text),
        "valid_from", "valid_to", "currency?", Field("income?", .decimal), Field("assets?", .decimal),
        Field("debts?", .decimal),
      ], gives: .answer(["assessment", "decision", Field("state", .constant("submitted"))])
    ) { body, tadamun, _ in
      let validity = (try body.day("valid_from"), try body.day("valid_to"))
      let span = try body.check { () throws(Problem) in try DateSpan(validity.0, through: validity.1) }
      let assessment = ZakatAssessment(
        try body.code("assessment"), of: try body.code("recipient"), category: try body.word("category"),
        evidence: try body.text("evidence"), incomeMinor: try body.moneyIfPresent("income")?.minor,
        assetsMinor: try body.moneyIfPresent("assets")?.minor, debtsMinor: try body.moneyIfPresent("debts")?.minor,
        validity: span)
      let decision = try await tadamun.assess(assessment, for: body.code("fund"), by: body.by)
      return ["assessment": .code(assessment.code), "decision": .integer(decision.rawValue), "state": "submitted"]
    },
    SignedNoun(
      "assessment-approvals", "Approve an assessment", ["assessment", "reason?"],
      gives: .answer(["assessment", Field("state", .constant("approved"))])
    ) { body, tadamun, _ in
      try await tadamun.approveZakatAssessment(
        body.code("assessment"), reason: body.textIfPresent("reason") ?? "", by: body.by)
      return ["assessment": .code(try body.code("assessment")), "state": "approved"]
    },
    SignedNoun(
      "assessment-revocations", "Revoke an assessment", ["assessment", "on", "reason"],
      gives: .answer(["assessment", Field("state", .constant("revoked"))])
    ) { body, tadamun, _ in
      try await tadamun.revokeZakatAssessment(
        body.code("assessment"), on: body.day("on"), reason: body.text("reason"), by: body.by)
      return ["assessment": .code(try body.code("assessment")), "state": "revoked"]
    },
    SignedNoun(
      "agencies", "Record that an actor acts for a recipient",
      ["agent", "recipient", "wakala", "first_on", "last_on?"], gives: .answer(["agent", "recipient"])
    ) { body, tadamun, source in
      let (agent, recipient) = (try body.code("agent"), try body.code("recipient"))
      let (wakala, first, last) = (try body.text("wakala"), try body.day("first_on"), try body.dayIfPresent("last_on"))
      let agency = try body.check { () throws(Problem) in
        try ZakatAgency(of: agent, for: recipient, wakala: wakala, from: first, through: last)
      }
      try await tadamun.record(agency, by: source)
      return ["agent": .code(agent), "recipient": .code(recipient)]
    },
    SignedNoun(
      "agent-findings", "Find which actors act for entitled persons", ["fund", "on"],
      gives: .answer(["fund", "new_findings"])
    ) { body, tadamun, source in
      let changed = try await tadamun.findZakatAgents(for: body.code("fund"), on: body.day("on"), by: source)
      return ["fund": .code(try body.code("fund")), "new_findings": .integer(changed)]
    },
    SignedNoun(
      "debts", "Document a debt",
      ["debt", "recipient", "creditor", "document", "cause", "currency", "amount", "settled"], gives: .answer(["debt"])
    ) { body, tadamun, source in
      let (code, debtor) = (try body.code("debt"), try body.code("recipient"))
      let (creditor, document) = (try body.text("creditor"), try body.text("document"))
      let (cause, amount, settled) = (try body.text("cause"), try body.money("amount"), try body.money("settled"))
      let debt = try body.check { () throws(Problem) in
        try ZakatDebt(
          code, of: debtor, to: creditor, document: document, cause: cause, amount: amount, settled: settled)
      }
      try await tadamun.document(debt, by: source)
      return ["debt": .code(code)]
    },
  ]
}
