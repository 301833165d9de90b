import Actions
import Domain
import Postgres
import TestSupport

/// The product over a real database, driven by the same operations as the model.
final class BooksUnderTest {
  private let books: LedgerBooks
  private var entries: [Int64] = []
  private var holds: [Int64] = []
  private var decisions: [Int64] = []
  private let actors: [Code]
  private let people: [Person]

  private var tadamun: Tadamun { books.tadamun }

  /// Money leaves here as a file tells that it did; what two persons decide on is tested with payments.
  private let source = Source.importedFile

  init(_ pool: Pool) async throws {
    books = try await LedgerBooks(pool)
    let names = try Names(fr: "Exemple")
    actors = try Movement.owners.dropFirst().map { try Code("actor-\($0)") }
    people = try ["person-1", "person-2", "person-3"].map { try Person($0) }
    _ = try await tadamun.registerMissing(
      actors.map { Actor(code: $0, kind: .cooperative, names: names) }, by: .sample)
  }

  func apply(_ operation: LedgerOperation) async throws -> LedgerOutcome {
    do {
      return try await perform(operation)
    } catch let problem as Problem {
      return .refused(problem.code.rawValue)
    }
  }

  private func perform(_ operation: LedgerOperation) async throws -> LedgerOutcome {
    switch operation {
    case .book(let movement, let key):
      return entry(try await tadamun.book(journalEntry(movement), key: "e\(key)", by: source))
    case .correct(let movement, let key):
      return entry(try await tadamun.bookCorrection(journalEntry(movement), key: "e\(key)", by: source))
    case .hold(let amount, let owner, let through, let key):
      let id = try await tadamun.hold(
        Money(minor: amount, .mad), of: AccountPurpose(kind: .cash, actor: actor(owner)), in: books.fund, for: "test",
        through: ModelCalendar.date(through), key: "h\(key)", by: .api)
      return .hold(remember(id, in: &holds).index)
    case .post(let hold, let movement, let key):
      let id = thing(hold, in: holds)
      return entry(try await tadamun.post(hold: id, as: journalEntry(movement), key: "e\(key)", by: source))
    case .void(let hold):
      try await tadamun.void(hold: thing(hold, in: holds), by: .api)
      return .done
    case .night(let day):
      let night = try await tadamun.keepBooks(on: ModelCalendar.date(day))
      return .count(night.steps.first { $0.name == "expire_holds" }?.changed ?? -1)
    case .requestReversal, .decide, .reverse: return try await reversal(operation)
    case .openPeriod(let period):
      let days = ModelCalendar.span(period)
      let span = try DateSpan(ModelCalendar.date(days.lowerBound), through: ModelCalendar.date(days.upperBound))
      try await tadamun.openPeriod(Code("p\(period)"), span, by: .api)
      return .done
    case .setPeriod(let period, let state):
      try await tadamun.setPeriod(Code("p\(period)"), to: state, by: .api)
      return .done
    case .issueReceipt(let number):
      return .receipt(
        try await tadamun.issueReceipt(for: thing(number, in: entries), of: books.fund, by: .api).number)
    case .voidReceipt(let number):
      try await tadamun.voidReceipt(
        of: thing(number, in: entries), in: books.fund, reason: "test", by: people[0])
      return .done
    case .seal: return .count(try await tadamun.sealEntries())
    }
  }

  private func reversal(_ operation: LedgerOperation) async throws -> LedgerOutcome {
    switch operation {
    case .requestReversal(let number, let day, let maker):
      let id = try await tadamun.requestReversal(
        of: thing(number, in: entries), on: ModelCalendar.date(day), reason: "test", by: people[maker])
      return .decision(remember(id.rawValue, in: &decisions).index)
    case .decide(let number, let approve, let person):
      let id = ID<Decision>(thing(number, in: decisions))
      if approve {
        try await tadamun.approve(id, by: people[person])
      } else {
        try await tadamun.refuse(id, reason: "test", by: people[person])
      }
      return .done
    case .reverse(let number):
      let id = try await tadamun.reverse(under: ID(thing(number, in: decisions)), by: .api)
      let (index, isNew) = remember(id, in: &entries)
      return .entry(index, isNew: isNew)
    default: return .done
    }
  }

  /// What every owner's cash holds and how much of it is held back, from postings and holds, not from the guard.
  func cash() async throws -> [Int: (cash: Int64, held: Int64)] {
    let rows = try await tadamun.pool.query(
      """
      SELECT x.code, (SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p
          WHERE p.account_id = a.account_id) AS cash,
        (SELECT coalesce(sum(h.amount_minor), 0)::bigint FROM holds h WHERE h.account_id = a.account_id
          AND NOT EXISTS (SELECT FROM hold_ends z WHERE z.hold_id = h.hold_id)) AS held
      FROM accounts a LEFT JOIN actors x USING (actor_id) WHERE a.kind = 'cash'
      """)
    return try rows.reduce(into: [:]) { found, row in
      let code: Code? = try row["code"]
      let owner = code.flatMap { actors.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      found[owner] = (try row["cash"], try row["held"])
    }
  }

  func entryCount() async throws -> Int { try await books.entries() }
  func check() async throws -> BooksCheck { try await tadamun.verifyBooks() }

  private func actor(_ owner: Int) -> Code? { owner == 0 ? nil : actors[owner - 1] }

  private func thing(_ number: Int, in made: [Int64]) -> Int64 {
    place(number, among: made.count).map { made[$0] } ?? 999_999_999
  }

  private func remember(_ id: Int64, in made: inout [Int64]) -> (index: Int, isNew: Bool) {
    if let index = made.lastIndex(of: id) { return (index, false) }
    made.append(id)
    return (made.count - 1, true)
  }

  private func entry(_ booked: BookedEntry) -> LedgerOutcome {
    .entry(remember(booked.id, in: &entries).index, isNew: booked.isNew)
  }

  private func journalEntry(_ movement: Movement) throws -> JournalEntry {
    let money = try Money(minor: movement.amount, .mad)
    let owner = actor(movement.owner)
    let (debit, credit): (AccountPurpose, AccountPurpose) =
      switch movement.kind {
      case .receipt: (.of(.cash, owner), .of(.contributions, books.giver))
      case .allocation: (.of(.cash, owner), .of(.cash, nil))
      case .disbursement: (.of(.disbursements, owner), .of(.cash, owner))
      }
    return try JournalEntry(
      EntryKind(rawValue: movement.kind.rawValue), on: ModelCalendar.date(movement.day),
      lines: [
        LedgerLine(fund: books.fund, account: debit, amount: money),
        LedgerLine(fund: books.fund, account: credit, amount: money.negated),
      ])
  }
}
