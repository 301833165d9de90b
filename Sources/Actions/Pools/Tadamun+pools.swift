import Domain
import Postgres
import Store

extension Tadamun {
  /// Records how a union agreed to share what comes to it, and asks that another person approve it. Recorded again, it is
  /// the same agreement.
  ///
  /// - Returns: The decision to approve; from the agreement's first day on it then takes the place of an earlier one.
  /// - Throws: `actor_unknown`; `not_a_union`; `pool_member_not_member` where somebody is no member of the union on the
  ///   first day; `pool_agreement_exists` where the code is another agreement's.
  @discardableResult
  public func agree(_ agreement: PoolAgreement, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      if let stored = try await Pools.agreement(agreement.code, in: transaction) {
        guard stored.standing.agreement == agreement else {
          throw Problem("pool_agreement_exists", "There is another agreement “\(agreement.code)”.")
        }
        return stored.standing.decision
      }
      let union = try await knownUnion(agreement.union, in: transaction)
      let members = agreement.shares.map(\.member)
      let known = try await knownActors(members, in: transaction)
      try await requireMembers(members, of: agreement.union, on: agreement.first, in: transaction)
      let shares = agreement.shares.map { share in
        JSONText.members([
          "member": .text(share.member.text), "share_bp": .integer(Int64(share.basisPoints)),
        ])
      }
      let body = JSONText.object([
        "union": .text(agreement.union.text), "from": .text(agreement.first.description), "shares": .list(shares),
      ])
      let decision = try await request(
        .poolAgreement, on: "pool_agreement:\(agreement.code)", body: body, by: person, in: transaction)
      try await Pools.insert(
        agreement, of: union, members: members.compactMap { known[$0] }, decision: decision, in: transaction)
      return decision
    }
  }

  /// Shares what came to a union by one entry among its members: by the agreement in force on the day it came, to the
  /// minor unit, once. Each part is held for its member in the same fund from then on. Shared again under its code, it is
  /// the same distribution.
  ///
  /// - Throws: `actor_unknown`, `entry_unknown`; `pool_agreement_missing`; `entry_not_pooled` where the entry set nothing
  ///   aside for the union, or more than one kind of money; `pool_member_not_member`; `pool_distribution_exists` where the
  ///   code is another's; `already_pooled`, `already_reversed`; `insufficient_funds`, `period_closed`.
  @discardableResult
  public func sharePool(_ code: Code, of union: Code, entry: Int64, on day: CalendarDate, by source: Source)
    async throws
    -> PoolSharing
  {
    try await transaction { transaction in
      if let known = try await Pools.sharing(code, in: transaction) {
        guard known.union == union, known.pooledEntry == entry else {
          throw Problem("pool_distribution_exists", "There is another distribution “\(code)”.")
        }
        return known
      }
      _ = try await knownUnion(union, in: transaction)
      let (fund, amount, came) = try await pooled(by: entry, to: union, in: transaction)
      guard let stored = try await Pools.current(of: union, on: came, in: transaction) else {
        throw Problem("pool_agreement_missing", "\(union) has no approved agreement that is in force on \(came).")
      }
      let agreement = stored.standing.agreement
      let members = agreement.shares.map(\.member)
      try await requireMembers(members, of: union, on: came, in: transaction)
      let parts = try zip(members, agreement.split(amount.minor)).map { member, minor in
        PoolSharing.Part(member, try Money(minor: minor, amount.currency))
      }
      let lines = parts.filter { $0.amount.minor > 0 }.map {
        LedgerLine(fund: fund, account: .of(.cash, $0.member), amount: $0.amount)
      }
      let taken = LedgerLine(fund: fund, account: .of(.cash, union), amount: amount.negated)
      let booked = try await book(
        JournalEntry(
          .poolShare, on: day, lines: lines + [taken], description: code.text, contributor: union,
          decision: stored.standing.decision),
        key: "pool_share:\(code)", by: .pools, in: transaction)
      let sharing = PoolSharing(
        code: code, agreement: agreement.code, union: union, fund: fund, amount: amount, on: day, pooledEntry: entry,
        entry: booked.id, isReversed: false, parts: parts)
      try await record(sharing, under: stored.id, by: source, in: transaction)
      return sharing
    }
  }

  private func record(
    _ sharing: PoolSharing, under agreement: Int64, by source: Source, in transaction: Transaction
  ) async throws {
    let members = sharing.parts.map(\.member)
    let known = try await knownActors(members, in: transaction)
    guard let fund = try await Funds.find([sharing.fund], in: transaction)[sharing.fund] else {
      throw Tadamun.unknownFund(sharing.fund)
    }
    try await Pools.insert(
      sharing, under: agreement, fund: fund.id, members: members.compactMap { known[$0] }, in: transaction)
    let body = JSONText.object([
      "agreement": .text(sharing.agreement.text), "amount": .text(sharing.amount.description),
      "entry": .integer(sharing.entry), "pooled_entry": .integer(sharing.pooledEntry),
    ])
    try await Events.append(
      "pool_shared", about: "pool_distribution:\(sharing.code)", body: body, by: source.name, in: transaction)
  }

  /// What an entry that stands brought to a union, and when.
  private func pooled(by entry: Int64, to union: Code, in transaction: Transaction) async throws
    -> (fund: Code, amount: Money, came: CalendarDate)
  {
    switch try await Ledger.state(of: entry, in: transaction) {
    case nil: throw Problem("entry_unknown", "There is no entry \(entry).")
    case .reversed, .reversal: throw Problem("already_reversed", "The entry \(entry) does not stand.")
    case .standing: break
    }
    let found = try await Pools.setAside(by: entry, for: union, in: transaction)
    guard found.count == 1, let only = found.first, let came = try await Ledger.day(of: entry, in: transaction) else {
      throw Problem(
        "entry_not_pooled",
        "The entry \(entry) holds \(found.isEmpty ? "nothing" : "several funds' or currencies' money") for \(union).")
    }
    if try await Pools.isShared(entry, in: only.fund, only.amount.currency, session: transaction) {
      throw Problem("already_pooled", "What the entry \(entry) brought is shared already.")
    }
    return (only.fund, only.amount, came)
  }

  private func knownUnion(_ code: Code, in transaction: Transaction) async throws -> ID<Actor> {
    guard let known = try await Store.Actors.find(code, in: transaction) else { throw unknownActor(code) }
    guard known.actor.kind == .union else { throw Problem("not_a_union", "\(code) is no union.") }
    return known.id
  }

  private func requireMembers(_ members: [Code], of union: Code, on day: CalendarDate, in transaction: Transaction)
    async throws
  {
    let belonging = Set(try await Memberships.members(of: union, on: day, in: transaction))
    if let other = members.first(where: { !belonging.contains($0) }) {
      throw Problem(
        "pool_member_not_member", "\(other) is no member of \(union) on \(day).", at: Place(field: "shares"))
    }
  }

  /// The agreements of a union by their first days, with where each stands.
  /// - Throws: `actor_unknown`, `not_a_union`.
  public func poolAgreements(of union: Code) async throws -> [PoolAgreementStanding] {
    try await reading { transaction in
      _ = try await knownUnion(union, in: transaction)
      return try await Pools.agreements(of: union, in: transaction).map(\.standing)
    }
  }

  /// - Throws: `pool_agreement_unknown`.
  public func poolAgreement(_ code: Code) async throws -> PoolAgreementStanding {
    guard let stored = try await reading({ try await Pools.agreement(code, in: $0) }) else {
      throw Problem("pool_agreement_unknown", "There is no agreement “\(code)”.")
    }
    return stored.standing
  }

  /// - Throws: `pool_distribution_unknown`.
  public func poolSharing(_ code: Code) async throws -> PoolSharing {
    guard let sharing = try await reading({ try await Pools.sharing(code, in: $0) }) else {
      throw Problem("pool_distribution_unknown", "There is no distribution “\(code)” of a pool.")
    }
    return sharing
  }
}
