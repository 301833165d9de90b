import Domain
import Postgres
import Store

/// Contributions that are booked together: their names looked up once, their lines written in one statement.
struct ContributionBatch {
  private let contributions: [KeyedContribution]
  private let source: Source

  init(_ contributions: [KeyedContribution], source: Source) {
    self.contributions = contributions
    self.source = source
  }

  func record(in transaction: Transaction) async throws -> ContributionOutcome {
    try Problems.throwIfAny(contributions.compactMap(malformedKey))
    let booked = try await Ledger.booked(by: source.name, under: contributions.map(\.key), in: transaction)
    var fresh: [(item: KeyedContribution, hash: [UInt8])] = []
    var seen: [String: [UInt8]] = booked.mapValues(\.bodyHash)
    var outcome = ContributionOutcome()
    var problems: [Problem] = []
    for item in contributions {
      let hash = ContributionBatch.hash(item.contribution)
      if let earlier = seen[item.key] {
        if earlier == hash {
          outcome.known += 1
        } else {
          problems.append(ContributionBatch.conflict(item.key, item.place))
        }
        continue
      }
      seen[item.key] = hash
      fresh.append((item, hash))
    }
    try Problems.throwIfAny(problems)
    guard !fresh.isEmpty else { return outcome }
    try await book(fresh, in: transaction)
    outcome.recorded = fresh.count
    return outcome
  }

  private func book(_ fresh: [(item: KeyedContribution, hash: [UInt8])], in transaction: Transaction) async throws {
    let names = try await Names(of: fresh.map(\.item), in: transaction)
    let accounts = try await Ledger.open(names.accounts, in: transaction)
    var lines: [(entry: Int64, line: Int, account: Int64, posting: Ledger.Posting)] = []
    for (index, (item, hash)) in fresh.enumerated() {
      let contribution = item.contribution
      let header = Ledger.Header(
        source: source.name, idempotencyKey: item.key, bodyHash: hash, kind: contribution.stage.rawValue,
        contributor: contribution.contributor.flatMap { names.actors[$0] }, occurredOn: contribution.occurredOn,
        description: contribution.description)
      guard let entry = try await Ledger.insert(header, in: transaction) else {
        // Somebody booked under the key since we looked; say so, and a repeat will find it.
        throw Problem("request_in_flight", "The same request is being handled; repeat it.").at(item.place ?? Place())
      }
      for (offset, posting) in names.postings[index].enumerated() {
        guard let account = accounts[posting.account] else { continue }
        lines.append((entry, offset + 1, account, posting))
      }
    }
    try await Ledger.insert(lines, in: transaction)
    let body = JSONText.object(["entries": .integer(Int64(fresh.count))])
    try await Events.append(
      "contributions_recorded", about: "source:\(source.name)", body: body, by: source.name, in: transaction)
  }

  private func malformedKey(_ item: KeyedContribution) -> Problem? {
    (1...255).contains(item.key.unicodeScalars.count)
      ? nil : Problem("key_malformed", "A key has 1 to 255 characters.", at: item.place)
  }

  static func conflict(_ key: String, _ place: Place? = nil) -> Problem {
    Problem(
      "idempotency_conflict", "“\(key)” was used before for something else; a new fact needs a new key.", at: place)
  }

  static func hash(_ contribution: Contribution) -> [UInt8] {
    var hash = BodyHash()
    hash.add(contribution.stage.rawValue)
    hash.add(contribution.fund.text)
    hash.add(contribution.amount.minor)
    hash.add(contribution.amount.currency.code)
    hash.add(contribution.actor?.text)
    hash.add(contribution.contributor?.text)
    hash.add(contribution.occurredOn.description)
    hash.add(contribution.description)
    return hash.finalize()
  }
}

extension ContributionBatch {
  /// The keys of the actors and funds that a batch names, and its postings by them.
  fileprivate struct Names {
    let actors: [Code: ID<Actor>]
    /// The postings of each contribution, in order.
    let postings: [[Ledger.Posting]]

    var accounts: Set<Ledger.AccountKey> { Set(postings.joined().map(\.account)) }

    init(of items: [KeyedContribution], in session: some Session) async throws {
      let codes = Set(items.flatMap { [$0.contribution.actor, $0.contribution.contributor].compactMap(\.self) })
      let actors = try await Store.Actors.ids(of: codes.sorted(), in: session)
      let funds = try await Funds.find(Set(items.map(\.contribution.fund)).sorted(), in: session)
      var problems: [Problem] = []
      var postings: [[Ledger.Posting]] = []
      for item in items {
        let contribution = item.contribution
        for code in [contribution.actor, contribution.contributor].compactMap(\.self) where actors[code] == nil {
          problems.append(Problem("actor_unknown", "There is no actor “\(code)”.", at: item.place))
        }
        guard let fund = funds[contribution.fund] else {
          problems.append(Problem("fund_unknown", "There is no fund “\(contribution.fund)”.", at: item.place))
          continue
        }
        postings.append(
          contribution.lines.map { line in
            let account = Ledger.AccountKey(
              fund: fund.id, currency: line.amount.currency, kind: line.account.kind,
              actor: line.account.actor.flatMap { actors[$0] })
            return Ledger.Posting(account: account, amountMinor: line.amount.minor)
          })
      }
      try Problems.throwIfAny(problems)
      self.actors = actors
      self.postings = postings
    }
  }
}
