import Domain
import Postgres
import Store

extension Tadamun {
  /// Registers a person or household by a reference; who it is stays in the file that the reference names. Registered
  /// again, it changes nothing.
  /// - Throws: `recipient_exists` where the code is another recipient's; `recipient_file_taken`, `territory_unknown`.
  public func register(_ recipient: ZakatRecipient, by source: Source) async throws {
    try await transaction { transaction in
      if try await ZakatRecipients.find(recipient.code, in: transaction) == recipient { return }
      try await ZakatRecipients.insert(recipient, in: transaction)
      try await Events.append(
        "zakat_recipient_registered", about: "zakat_recipient:\(recipient.code)", by: source.name, in: transaction)
    }
  }

  /// Records what somebody found about a recipient, and asks that another person approve it. Recorded again, it is the
  /// same assessment.
  ///
  /// - Returns: The decision to approve; until then nothing is paid on it.
  /// - Throws: `recipient_unknown`, `recipient_kind_not_allowed` for an actor; `zakat_category_disabled`;
  ///   `assessment_exists`, `evidence_missing`.
  @discardableResult
  public func assess(_ assessment: ZakatAssessment, for fund: Code, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      let fund = try await zakatFund(fund, in: transaction)
      let recipient = try await knownRecipients([assessment.recipient], in: transaction)[assessment.recipient] ?? 0
      if let stored = try await ZakatRecipients.assessment(assessment.code, in: transaction),
        try await ZakatRecipients.stands(assessment, of: recipient, in: transaction)
      {
        return stored.decision
      }
      let (terms, policy) = try await zakatTerms(fund.fund.policy, on: assessment.validity.first, in: transaction)
      guard terms.enabledCategories.contains(assessment.category) else {
        throw Problem(
          "zakat_category_disabled", "The fund's policy does not spend on \(assessment.category.rawValue).")
      }
      let body = JSONText.object([
        "assessment": .text(assessment.code.text), "recipient": .text(assessment.recipient.text),
        "category": .text(assessment.category.rawValue), "valid": .text(assessment.validity.description),
        "evidence": .text(assessment.evidence), "income_minor": .optional(assessment.incomeMinor),
        "assets_minor": .optional(assessment.assetsMinor), "debts_minor": .optional(assessment.debtsMinor),
      ])
      let decision = try await request(
        .recipientEligibility, on: "zakat_assessment:\(assessment.code)", body: body, under: policy, by: person,
        in: transaction)
      try await ZakatRecipients.insert(
        assessment, of: recipient, policy: policy, decision: decision, in: transaction)
      return decision
    }
  }

  /// Says that an assessment is right, as somebody else than who made it.
  /// - Throws: `assessment_unknown`, `maker_is_not_checker`, `already_decided`.
  public func approveZakatAssessment(_ code: Code, reason: String = "", by person: Person) async throws {
    try await transaction { transaction in
      guard let stored = try await ZakatRecipients.assessment(code, in: transaction) else {
        throw Tadamun.unknownAssessment(code)
      }
      try await decide(stored.decision, .approved, reason: reason, by: person, in: transaction)
    }
  }

  /// Takes an assessment back: no payment of that day or later stands on it.
  /// - Throws: `assessment_unknown`, `already_revoked`, `reason_missing`.
  public func revokeZakatAssessment(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws
  {
    try await transaction { transaction in
      guard let stored = try await ZakatRecipients.assessment(code, in: transaction) else {
        throw Tadamun.unknownAssessment(code)
      }
      try await ZakatRecipients.revoke(stored.id, on: day, reason: reason, by: person, in: transaction)
      try await Events.append(
        "zakat_assessment_revoked", about: "zakat_assessment:\(code)", body: JSONText.object(["reason": .text(reason)]),
        by: person.name, in: transaction)
    }
  }

  /// Records a documented debt of a recipient. Recorded again, it changes nothing.
  /// - Throws: `recipient_unknown`, `debt_exists` where the code is another debt's, `cause_missing`.
  public func document(_ debt: ZakatDebt, by source: Source) async throws {
    try await transaction { transaction in
      let recipient = try await knownRecipients([debt.debtor], in: transaction)[debt.debtor] ?? 0
      if try await ZakatRecipients.stands(debt, of: recipient, in: transaction) { return }
      try await ZakatRecipients.insert(debt, of: recipient, in: transaction)
      try await Events.append(
        "zakat_debt_documented", about: "zakat_debt:\(debt.code)",
        body: JSONText.object(["amount": .text(debt.amount.description)]), by: source.name, in: transaction)
    }
  }

  /// The keys of all of `codes`.
  /// - Throws: `recipient_kind_not_allowed` where a code is an actor's: a cooperative, union or association is never
  ///   entitled itself; `recipient_unknown`.
  func knownRecipients(_ codes: [Code], in session: some Session) async throws -> [Code: Int64] {
    let ids = try await ZakatRecipients.ids(of: codes, in: session)
    let missing = codes.filter { ids[$0] == nil }
    guard let first = missing.first else { return ids }
    if let actor = try await Store.Actors.ids(of: missing, in: session).keys.min() {
      throw Problem(
        "recipient_kind_not_allowed",
        "\(actor) is an organisation; zakat belongs to persons and households, whom it may serve as their agent.")
    }
    throw Problem("recipient_unknown", "There is no recipient “\(first)”.")
  }

  private static func unknownAssessment(_ code: Code) -> Problem {
    Problem("assessment_unknown", "There is no assessment “\(code)”.")
  }
}
