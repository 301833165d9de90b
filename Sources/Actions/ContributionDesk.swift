import Domain
import Postgres
import Store

/// Books contributions of one source, batch after batch, in one transaction: names are looked up once a batch, and the
/// lines of a batch are written in one statement.
struct ContributionDesk {
  /// What a contribution comes to, before anything is written.
  enum Finding: Sendable {
    case new(Fresh)
    /// Booked before, under the same key.
    case known
    case refused([Problem])
  }

  /// A contribution that is new, with the keys of what it names.
  struct Fresh: Sendable {
    let item: KeyedContribution
    let hash: [UInt8]
    let contributor: ID<Actor>?
    let postings: [Ledger.Posting]
  }

  private let source: Source
  private let recording: RecordingDay
  /// The hashes of what was looked at in this transaction, by key.
  private var seen: [String: [UInt8]] = [:]

  init(of source: Source, recording: RecordingDay) {
    self.source = source
    self.recording = recording
  }

  /// Looks at contributions, in their order. Nothing is written.
  mutating func examine(_ items: [KeyedContribution], in session: some Session) async throws -> [Finding] {
    let booked = try await Ledger.booked(by: source.name, under: items.map(\.key), in: session)
    let names = try await Names(of: items, told: try await Told.isTold(source.name, in: session), in: session)
    seen.merge(booked.mapValues(\.bodyHash)) { earlier, _ in earlier }
    return items.map { item in
      let hash = ContributionDesk.hash(item.contribution)
      var problems = names.problems(of: item)
      if !(1...255).contains(item.key.unicodeScalars.count) {
        problems.append(
          Problem("key_malformed", "A key has 1 to 255 characters.", at: item.place(of: "external_ref")))
      }
      do throws(Problem) { try recording.check(item.contribution.occurredOn, field: "occurred_on") } catch {
        problems.append(Problem(error.code, error.message, at: item.place(of: "occurred_on") ?? error.place))
      }
      if let earlier = seen[item.key] {
        if earlier == hash { return .known }
        problems.append(ContributionDesk.conflict(item.key, item.place(of: "external_ref")))
      }
      guard problems.isEmpty, let postings = names.postings(of: item.contribution) else { return .refused(problems) }
      seen[item.key] = hash
      let contributor = item.contribution.contributor.flatMap { names.actors[$0] }
      return .new(Fresh(item: item, hash: hash, contributor: contributor, postings: postings))
    }
  }

  func book(_ fresh: [Fresh], in transaction: Transaction) async throws {
    if fresh.isEmpty { return }
    let accounts = try await Ledger.open(Set(fresh.flatMap(\.postings).map(\.account)), in: transaction)
    var lines: [(entry: Int64, line: Int, account: Int64, posting: Ledger.Posting)] = []
    for entry in fresh {
      let contribution = entry.item.contribution
      let header = Ledger.Header(
        source: source.name, idempotencyKey: entry.item.key, bodyHash: entry.hash, kind: contribution.stage.rawValue,
        contributor: entry.contributor, occurredOn: contribution.occurredOn, description: contribution.description)
      guard let id = try await Ledger.insert(header, in: transaction) else {
        // Somebody booked under the key since we looked; say so, and a repeat will find it.
        throw Problem("request_in_flight", "The same request is being handled; repeat it.", at: entry.item.place)
      }
      for (offset, posting) in entry.postings.enumerated() {
        guard let account = accounts[posting.account] else { continue }
        lines.append((id, offset + 1, account, posting))
      }
    }
    try await Ledger.insert(lines, in: transaction)
  }

  /// Records that so many contributions were booked.
  func append(entries: Int, in session: some Session) async throws {
    let body = JSONText.object(["entries": .integer(Int64(entries))])
    try await Events.append(
      "contributions_recorded", about: "source:\(source.name)", body: body, by: source.name, in: session)
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
    hash.add(contribution.occurredOn)
    hash.add(contribution.description)
    return hash.finalize()
  }
}

extension ContributionDesk {
  /// The keys of the actors and funds that contributions name.
  private struct Names {
    let actors: [Code: ID<Actor>]
    private let funds: [Code: Funds.Stored]
    /// Funds that files tell of no payments: those that are kept here. None where no file tells.
    private let kept: Set<Code>

    init(of items: [KeyedContribution], told: Bool, in session: some Session) async throws {
      let codes = Set(items.flatMap { [$0.contribution.actor, $0.contribution.contributor].compactMap(\.self) })
      actors = try await Store.Actors.ids(of: codes.sorted(), in: session)
      funds = try await Funds.find(Set(items.map(\.contribution.fund)).sorted(), in: session)
      kept = try await told ? Told.keptFunds(among: Set(items.map(\.contribution.fund)).sorted(), in: session) : []
    }

    func problems(of item: KeyedContribution) -> [Problem] {
      let contribution = item.contribution
      var problems: [Problem] = []
      for (field, code) in [("actor", contribution.actor), ("contributor", contribution.contributor)] {
        guard let code, actors[code] == nil else { continue }
        problems.append(Problem("actor_unknown", "There is no actor “\(code)”.", at: item.place(of: field)))
      }
      guard let fund = funds[contribution.fund]?.fund else {
        problems.append(
          Problem("fund_unknown", "There is no fund “\(contribution.fund)”.", at: item.place(of: "fund")))
        return problems
      }
      if contribution.takesCash, kept.contains(fund.code) {
        let sentence = "The fund \(fund.code) is kept here: what leaves it takes two persons, whatever a file tells."
        problems.append(Problem("fund_is_kept", sentence, at: item.place(of: "fund")))
      }
      if let instrument = item.instrument, instrument != fund.instrument {
        let sentence = "The fund \(fund.code) is of kind \(fund.instrument.rawValue), not \(instrument.rawValue)."
        problems.append(Problem("fund_instrument_differs", sentence, at: item.place(of: "instrument")))
      }
      return problems
    }

    func postings(of contribution: Contribution) -> [Ledger.Posting]? {
      guard let fund = funds[contribution.fund] else { return nil }
      return contribution.lines.map { line in
        let account = Ledger.AccountKey(
          fund: fund.id, currency: line.amount.currency, kind: line.account.kind,
          actor: line.account.actor.flatMap { actors[$0] })
        return Ledger.Posting(account: account, amountMinor: line.amount.minor)
      }
    }
  }
}

extension KeyedContribution {
  /// The place of one of its fields; nil where it comes from no file.
  fileprivate func place(of field: String) -> Place? { place?.completed(by: Place(field: field)) }
}
