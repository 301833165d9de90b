import Domain
import Postgres
import Store

/// What became of something done about a grant.
public struct GrantOutcome: Hashable, Sendable {
  /// Whether it was done now; where not, it was done before under the same key.
  public let isNew: Bool
  /// What a second person has to decide on, where something was asked for.
  public let decision: ID<Decision>?
}

extension Tadamun {
  /// Records an application for a grant.
  ///
  /// - Parameter key: Under which the sender may repeat it.
  /// - Throws: `fund_unknown`, `actor_unknown`, `programme_unknown`, `policy_unknown`; what the policy's ceilings refuse
  ///   (``GrantCeilings``), all of it at once; `fund_is_no_grant_fund`, `grant_exists`, `idempotency_conflict`.
  @discardableResult
  public func apply(for grant: Grant, key: String? = nil, by person: Person, source: Source) async throws
    -> GrantOutcome
  {
    try await transaction { transaction in
      if try await isDone("\(grant)", key: key, source: source, in: transaction) {
        return GrantOutcome(isNew: false, decision: nil)
      }
      let actors = try await knownActors([grant.grantee, grant.funder], in: transaction)
      guard let fund = try await Funds.find([grant.fund], in: transaction)[grant.fund],
        let grantee = actors[grant.grantee],
        let funder = actors[grant.funder]
      else { throw Problem("fund_unknown", "There is no fund “\(grant.fund)”.", at: Place(field: "fund")) }
      var policy: StoredPolicy?
      if let code = grant.policy { policy = try await self.policy(code, on: grant.submittedOn, in: transaction) }
      if let policy {
        try Problems.throwIfAny(
          GrantCeilings(policy.policy).problems(
            of: grant.plan, members: grant.members, youthAndWomen: grant.youthAndWomen))
      }
      var programme: ID<Programme>?
      if let code = grant.programme { programme = try await knownProgramme(code, in: transaction).id }
      let names = Grants.Names(
        fund: fund.id, grantee: grantee, funder: funder, programme: programme, policy: policy?.id)
      let id = try await Grants.insert(grant, names, in: transaction)
      try await Grants.step(
        id, number: 1, from: nil, to: .first, on: grant.submittedOn, reason: "", by: person, in: transaction)
      let body = JSONText.object(["requested": .text(grant.plan.requested.description), "by": .text(person.name)])
      try await Events.append(
        "grant_applied_for", about: "grant:\(grant.code)", body: body, by: source.name, in: transaction)
      return GrantOutcome(isNew: true, decision: nil)
    }
  }

  /// Does something about a grant, in one transaction that holds the grant's lock.
  ///
  /// A request for a tranche assesses its conditions first, and those findings are kept even where it is then refused.
  /// - Throws: `grant_unknown`; `idempotency_conflict`; `step_not_allowed`; and what each act says.
  @discardableResult
  public func perform(
    _ act: GrantAct, on grant: Code, key: String? = nil, by person: Person, source: Source
  ) async throws -> GrantOutcome {
    if case .request(let tranche, let day) = act {
      try await transaction { transaction in
        let desk = try await desk(for: grant, by: person, source: source, in: transaction)
        if desk.mayAssess(tranche) { try await desk.assess(tranche, on: day) }
      }
    }
    return try await transaction { transaction in
      if let key, try await isDone("\(grant) \(act)", key: key, source: source, in: transaction) {
        let decision = try await Grants.decision(under: key, of: source.name, in: transaction)
        return GrantOutcome(isNew: false, decision: decision)
      }
      let desk = try await desk(for: grant, by: person, source: source, in: transaction)
      let decision = try await desk.perform(act)
      var body: [String: JSONText] = ["by": .text(person.name)]
      if let decision { body["decision"] = .integer(decision.rawValue) }
      if let key, let decision {
        try await Grants.keep(decision, under: key, of: source.name, in: transaction)
      }
      try await Events.append(
        "grant_\(act.word)", about: "grant:\(grant)", body: JSONText.object(body), by: source.name, in: transaction)
      return GrantOutcome(isNew: true, decision: decision)
    }
  }

  /// Everything about a grant.
  /// - Throws: `grant_unknown`.
  public func grant(_ code: Code) async throws -> GrantSheet {
    try await reading { transaction in
      guard let sheet = try await Grants.sheet(of: code, in: transaction) else { throw Tadamun.unknownGrant(code) }
      return sheet
    }
  }

  /// A page of grants in the order of codes, after `code`; at most 200.
  public func grants(after code: Code? = nil, of grantee: Code? = nil, in fund: Code? = nil, limit: Int) async throws
    -> [GrantSheet]
  {
    try await reading { transaction in
      let codes = try await Grants.list(
        after: code, grantee: grantee, fund: fund, limit: min(max(limit, 1), 200), in: transaction)
      var sheets: [GrantSheet] = []
      for code in codes {
        if let sheet = try await Grants.sheet(of: code, in: transaction) { sheets.append(sheet) }
      }
      return sheets
    }
  }

  static func unknownGrant(_ code: Code) -> Problem { Problem("grant_unknown", "There is no grant “\(code)”.") }

  func desk(for code: Code, by person: Person, source: Source, in transaction: Transaction) async throws
    -> GrantDesk
  {
    guard let id = try await Grants.id(of: code, in: transaction) else { throw Tadamun.unknownGrant(code) }
    try await Grants.lock(id, in: transaction)
    guard let sheet = try await Grants.sheet(of: code, in: transaction) else { throw Tadamun.unknownGrant(code) }
    return GrantDesk(tadamun: self, sheet: sheet, person: person, source: source, transaction: transaction)
  }

  /// Whether the same was done before under the key.
  private func isDone(_ act: String, key: String?, source: Source, in transaction: Transaction) async throws -> Bool {
    guard let key else { return false }
    guard (1...255).contains(key.unicodeScalars.count) else {
      throw Problem("key_malformed", "A key has 1 to 255 characters.")
    }
    var hash = BodyHash()
    hash.add(act)
    let bytes = hash.finalize()
    let earlier = try await Grants.takeKey(key, of: source.name, hash: bytes, in: transaction)
    if let earlier, earlier != bytes { throw ContributionDesk.conflict(key) }
    return earlier != nil
  }
}
