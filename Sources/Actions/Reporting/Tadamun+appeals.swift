import Domain
import Postgres
import Store

extension Tadamun {
  /// Files an appeal against the verification of a report, or against a score. The same person for the same gets the
  /// appeal that is there.
  ///
  /// - Throws: `actor_unknown`, `programme_unknown`; `report_not_verified` and `score_missing` where there is nothing to
  ///   appeal against; `appeal_too_late`; `appeal_exists` where somebody else filed one; `grounds_missing`.
  public func appeal(
    against subject: Appeal.Subject, of actor: Code, in programme: Code, because grounds: String, by source: Source
  ) async throws -> Appeal {
    guard grounds.contains(where: { !$0.isWhitespace }) else {
      throw Problem("grounds_missing", "An appeal says on what grounds.", at: Place(field: "grounds"))
    }
    return try await transaction { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      let stored = try await knownProgramme(programme, in: transaction)
      let zone = stored.programme.timeZone
      let found = try await Appeals.foundOn(subject, of: id, in: stored.id, zone: zone, session: transaction)
      guard let found else { throw Tadamun.nothingToAppeal(subject, actor, programme) }
      let known = try await Appeals.list(
        of: actor, state: nil, on: found, after: 0, limit: Tadamun.mostAppeals, in: transaction)
      if let filed = known.first(where: { $0.subject == subject && $0.filedBy == source.name }) { return filed }
      let day = try await Clock.day(at: Clock.now(in: transaction), in: zone, session: transaction)
      let terms = try await Appeals.terms(of: stored.id, in: transaction) ?? .usual
      let due = try terms.answerDue(filedOn: day, against: found)
      let appeal = try await Appeals.insert(
        subject, of: id, in: stored.id, because: grounds, by: source.name, on: day, answerDueOn: due,
        session: transaction)
      let body = JSONText.object(["actor": .text(actor.text), "answer_due_on": .text(due.description)])
      try await Events.append("appeal_filed", about: "appeal:\(appeal)", body: body, by: source.name, in: transaction)
      return try await knownAppeal(appeal, of: actor, in: transaction)
    }
  }

  /// Answers an appeal, as somebody who neither filed it nor wrote or found what it is against. Where it is allowed, a
  /// locked report is reopened, so that a new version can be judged anew.
  ///
  /// - Throws: `appeal_unknown`; `already_answered`; `reason_missing`; `judge_in_own_cause`; `not_filed_by_you` where it is
  ///   taken back by somebody else than who filed it.
  public func answer(
    appeal: Int64, of actor: Code, _ outcome: Appeal.Outcome, because reasoning: String, by source: Source
  ) async throws -> Appeal {
    guard reasoning.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "An answer says why.", at: Place(field: "reasoning"))
    }
    return try await transaction { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      let filed = try await knownAppeal(appeal, of: actor, in: transaction)
      if filed.answer != nil { throw Problem("already_answered", "This appeal has been answered already.") }
      try await Appeals.insert(
        outcome, on: appeal, of: id, because: reasoning, by: source.name, in: transaction)
      if outcome == .allowed, case .verification(let report) = filed.subject {
        let sheet = try await knownReport(report, of: actor, in: transaction).sheet
        if sheet.state == .locked {
          try await Store.Reports.insertReopening(
            of: report, of: id, because: "appeal \(appeal): \(reasoning)", by: source.name, in: transaction)
        }
      }
      let body = JSONText.object(["outcome": .text(outcome.rawValue)])
      try await Events.append(
        "appeal_answered", about: "appeal:\(appeal)", body: body, by: source.name, in: transaction)
      return try await knownAppeal(appeal, of: actor, in: transaction)
    }
  }

  /// Appeals in the order in which they were filed, after the appeal `after`; at most 500.
  public func appeals(
    of actor: Code? = nil, in state: Appeal.State? = nil, on day: CalendarDate, after: Int64 = 0, limit: Int
  ) async throws -> [Appeal] {
    try await reading {
      try await Appeals.list(of: actor, state: state, on: day, after: after, limit: min(max(limit, 1), 501), in: $0)
    }
  }

  /// Says how long appeals against a programme's findings may take.
  /// - Throws: `programme_unknown`.
  public func setAppealTerms(_ terms: AppealTerms, of programme: Code, by source: Source) async throws {
    try await transaction { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      try await Appeals.insert(terms, of: stored.id, by: source.name, in: transaction)
      let body = JSONText.object([
        "filing_days": .integer(Int64(terms.filingDays)), "answer_days": .integer(Int64(terms.answerDays)),
      ])
      try await Events.append(
        "appeal_terms_set", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
    }
  }

  private static let mostAppeals = 10_000

  private func knownAppeal(_ appeal: Int64, of actor: Code, in transaction: Transaction) async throws -> Appeal {
    guard let found = try await Appeals.find(appeal, of: actor, in: transaction) else {
      throw Problem("appeal_unknown", "\(actor) has filed no appeal \(appeal).")
    }
    return found
  }

  private static func nothingToAppeal(_ subject: Appeal.Subject, _ actor: Code, _ programme: Code) -> Problem {
    switch subject {
    case .verification(let report):
      Problem("report_not_verified", "Nobody has judged a report \(report) of \(actor) to \(programme).")
    case .score(let run): Problem("score_missing", "The run \(run) of \(programme) has no score of \(actor).")
    }
  }
}
