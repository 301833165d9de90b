import Actions
import Domain

/// What may be done about zakat.
enum ZakatNoun {
  static let all = books + people + distributions
}

extension ZakatNoun {
  /// Funds, receipts, charges and the calendar.
  private static let books: [SignedNoun] = [
    SignedNoun(name: "funds") { json, tadamun, source in
      let body = try SignedBody(
        json, ["fund", "kind", "currency", "policy", "bank_account", "purification", "on"], ["time_zone"])
      let fund = ZakatFund(
        try body.code("fund"), kind: try body.word("kind"), currency: try body.currency(),
        policy: try body.code("policy"), bankAccount: try body.text("bank_account"),
        purification: try body.code("purification"),
        timeZone: try body.textIfPresent("time_zone") ?? "Africa/Casablanca")
      try await tadamun.open(fund, on: body.day("on"), by: source)
      return ["fund": .code(fund.code), "kind": .text(fund.kind.rawValue), "policy": .code(fund.policy)]
    },
    SignedNoun(name: "donors") { json, tadamun, source in
      let body = try SignedBody(json, ["name"], ["contact"])
      let donor = try await tadamun.recordZakatDonor(
        name: body.text("name"), contact: body.textIfPresent("contact"), by: source)
      return ["donor": .integer(donor)]
    },
    SignedNoun(name: "donor-readings") { json, tadamun, _ in
      let body = try SignedBody(json, ["donor", "reason"])
      let donor = try await tadamun.zakatDonor(body.integer("donor"), reason: body.text("reason"), by: body.by)
      return ["name": .text(donor.name), "contact": .optional(donor.contact)]
    },
    SignedNoun(name: "receipts") { json, tadamun, source in
      let body = try SignedBody(
        json, ["receipt", "fund", "amount", "currency", "received_on"],
        ["donor", "only_category", "only_region", "niyya_on"])
      let (code, fund, amount) = (try body.code("receipt"), try body.code("fund"), try body.money("amount"))
      let (donor, region) = (try body.integerIfPresent("donor"), try body.textIfPresent("only_region"))
      let category: AsnafCategory? = try body.wordIfPresent("only_category")
      let (day, niyya) = (try body.day("received_on"), try body.dayIfPresent("niyya_on"))
      let receipt = try body.check { () throws(Problem) in
        try ZakatReceipt(
          code, fund: fund, amount: amount, donor: donor, onlyCategory: category, onlyRegion: region, receivedOn: day,
          niyyaOn: niyya)
      }
      let terms = try await tadamun.receive(receipt, by: source)
      return [
        "receipt": .code(code), "hijri": .text(terms.hijri), "hawl_ends_on": .date(terms.hawlEndsOn),
        "due_on": .date(terms.dueOn),
      ]
    },
    SignedNoun(name: "refunds") { json, tadamun, source in
      let body = try SignedBody(json, ["receipt", "on", "reason"])
      try await tadamun.refundZakat(body.code("receipt"), on: body.day("on"), reason: body.text("reason"), by: source)
      return ["receipt": .code(try body.code("receipt")), "state": "refunded"]
    },
    SignedNoun(name: "amil-charges") { json, tadamun, source in
      let body = try SignedBody(json, ["fund", "reference", "amount", "currency", "on"])
      let booked = try await tadamun.chargeAmil(
        body.money("amount"), to: body.code("fund"), reference: body.code("reference"), on: body.day("on"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(name: "impure-interest") { json, tadamun, source in
      let body = try SignedBody(json, ["fund", "reference", "amount", "currency", "on"])
      let booked = try await tadamun.recordImpureInterest(
        body.money("amount"), on: body.code("fund"), reference: body.code("reference"), day: body.day("on"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(name: "interest-lines") { json, tadamun, source in
      let body = try SignedBody(json, ["line"], ["entry"])
      let booked = try await tadamun.setAsideInterest(
        line: body.integer("line"), entry: body.integerIfPresent("entry"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(name: "hijri-months") { json, tadamun, source in
      let body = try SignedBody(json, ["year", "month", "first_on", "source"])
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
    SignedNoun(name: "recipients") { json, tadamun, source in
      let body = try SignedBody(json, ["recipient", "form", "file"], ["region"])
      let recipient = ZakatRecipient(
        try body.code("recipient"), try body.word("form"), region: try body.textIfPresent("region"),
        file: try body.code("file"))
      try await tadamun.register(recipient, by: source)
      return ["recipient": .code(recipient.code)]
    },
    SignedNoun(name: "assessments") { json, tadamun, _ in
      let body = try SignedBody(
        json, ["assessment", "fund", "recipient", "category", "evidence", "valid_from", "valid_to"],
        ["currency", "income", "assets", "debts"])
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
    SignedNoun(name: "assessment-approvals") { json, tadamun, _ in
      let body = try SignedBody(json, ["assessment"], ["reason"])
      try await tadamun.approveZakatAssessment(
        body.code("assessment"), reason: body.textIfPresent("reason") ?? "", by: body.by)
      return ["assessment": .code(try body.code("assessment")), "state": "approved"]
    },
    SignedNoun(name: "assessment-revocations") { json, tadamun, _ in
      let body = try SignedBody(json, ["assessment", "on", "reason"])
      try await tadamun.revokeZakatAssessment(
        body.code("assessment"), on: body.day("on"), reason: body.text("reason"), by: body.by)
      return ["assessment": .code(try body.code("assessment")), "state": "revoked"]
    },
    SignedNoun(name: "agencies") { json, tadamun, source in
      let body = try SignedBody(json, ["agent", "recipient", "wakala", "first_on"], ["last_on"])
      let (agent, recipient) = (try body.code("agent"), try body.code("recipient"))
      let (wakala, first, last) = (try body.text("wakala"), try body.day("first_on"), try body.dayIfPresent("last_on"))
      let agency = try body.check { () throws(Problem) in
        try ZakatAgency(of: agent, for: recipient, wakala: wakala, from: first, through: last)
      }
      try await tadamun.record(agency, by: source)
      return ["agent": .code(agent), "recipient": .code(recipient)]
    },
    SignedNoun(name: "agent-findings") { json, tadamun, source in
      let body = try SignedBody(json, ["fund", "on"])
      let changed = try await tadamun.findZakatAgents(for: body.code("fund"), on: body.day("on"), by: source)
      return ["fund": .code(try body.code("fund")), "new_findings": .integer(changed)]
    },
    SignedNoun(name: "debts") { json, tadamun, source in
      let body = try SignedBody(
        json, ["debt", "recipient", "creditor", "document", "cause", "currency", "amount", "settled"])
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
