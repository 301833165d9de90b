import Actions
import Domain
import Serving

extension JournalEntry {
  /// An entry written by hand. Its kind is a stage of money; other kinds are booked by what they are about, and what hands
  /// money over once another person has approved it.
  ///
  /// - Parameter isAskedFor: Whether it is asked for and not booked.
  init(json: JSONValue, isAskedFor: Bool = false) throws {
    let object = try JSONObject(
      json, required: ["kind", "occurred_on", "lines"], optional: ["description", "contributor"])
    let stage = try object.read("kind", Contribution.Stage.init(word:))
    let day = try object.read("occurred_on", CalendarDate.init(iso:))
    let lines = try object.required("lines").list(atMost: JournalEntry.maximumLines).map(LedgerLine.init(json:))
    let description = try object["description"]?.text(atMost: JournalEntry.maximumDescriptionLength) ?? ""
    let contributor = try object["contributor"]?.code()
    self = try object.check { () throws(Problem) in
      try JournalEntry(EntryKind(stage), on: day, lines: lines, description: description, contributor: contributor)
    }
    if !isAskedFor { try object.check { () throws(Problem) in try requireOnePerson() } }
  }
}

extension LedgerLine {
  init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["fund", "account", "amount", "currency"], optional: ["actor"])
    self.init(
      fund: try object.required("fund").code(), account: try object.account(),
      amount: try object.required("amount").money(object.read("currency", Currency.init)))
  }
}

extension JSON {
  static func bookedEntry(_ booked: BookedEntry) -> JSON {
    ["entry": .integer(booked.id), "state": booked.isNew ? "booked" : "known"]
  }

  static func entry(_ entry: PostedEntry) -> JSON {
    [
      "entry": .integer(entry.id), "kind": .text(entry.kind.rawValue), "occurred_on": .date(entry.occurredOn),
      "description": .text(entry.description), "contributor": .optional(entry.contributor),
      "source": .text(entry.source), "reference": .text(entry.key), "reverses": .optional(entry.reverses),
      "reversed_by": .optional(entry.reversedBy), "decision": .optional(entry.decision?.rawValue),
      "policy": .optional(entry.policy?.rawValue), "relates_to_period": .optional(entry.relatesToPeriod),
      "lines": .list(
        entry.lines.map { line in
          [
            "fund": .code(line.fund), "account": .text(line.account.kind.rawValue),
            "actor": .optional(line.account.actor), "money": .money(line.amount),
          ]
        }),
    ]
  }

  /// Amounts stand on the account's normal side; `available` is what no hold keeps back.
  static func balance(_ balance: AccountBalance) -> JSON {
    let amount = { (minor: Int64) -> JSON in .text(balance.currency.decimal(minor)) }
    return [
      "account": .text(balance.purpose.kind.rawValue), "number": .integer(balance.account),
      "fund": .code(balance.fund), "actor": .optional(balance.purpose.actor),
      "currency": .text(balance.currency.code), "balance": amount(balance.balanceMinor),
      "held": balance.heldMinor.map(amount) ?? .null,
      "available": balance.heldMinor.map { amount(balance.balanceMinor - $0) } ?? .null,
    ]
  }

  static func hold(_ hold: Hold) -> JSON {
    [
      "hold": .integer(hold.id), "fund": .code(hold.fund), "account": .text(hold.account.kind.rawValue),
      "actor": .optional(hold.account.actor), "money": .money(hold.amount), "purpose": .text(hold.purpose),
      "through": .date(hold.lastOn), "state": .text(hold.state.rawValue), "entry": .optional(hold.entry),
    ]
  }

  static func period(_ period: FiscalPeriod) -> JSON {
    [
      "period": .code(period.code), "first_on": .date(period.span.first), "last_on": .date(period.span.last),
      "state": .text(period.state.rawValue),
    ]
  }

  static func receipt(_ receipt: Receipt) -> JSON {
    [
      "fund": .code(receipt.fund), "year": .integer(receipt.fiscalYear), "number": .integer(receipt.number),
      "entry": .integer(receipt.entry), "void_reason": .optional(receipt.voidedFor),
    ]
  }

  static func seal(_ seal: Seal) -> JSON {
    [
      "seal": .integer(seal.id), "first_entry": .integer(seal.firstEntry), "last_entry": .integer(seal.lastEntry),
      "entries": .integer(seal.entries), "chain": .text(seal.chain), "sealed_at": .moment(seal.sealedAt),
    ]
  }

  static func optional(_ number: Int64?) -> JSON { number.map { .integer($0) } ?? .null }
}

/// The ledger as JSON for the command line: the same as over HTTP.
public enum LedgerDocument {
  public static func rendered(_ entry: PostedEntry) -> String { JSON.entry(entry).rendered }
  public static func rendered(_ entries: [PostedEntry]) -> String { JSON.list(entries.map(JSON.entry)).rendered }
  public static func rendered(_ booked: BookedEntry) -> String { JSON.bookedEntry(booked).rendered }
  public static func rendered(_ balances: [AccountBalance]) -> String {
    JSON.list(balances.map(JSON.balance)).rendered
  }
  public static func rendered(_ hold: Hold) -> String { JSON.hold(hold).rendered }
  public static func rendered(_ holds: [Hold]) -> String { JSON.list(holds.map(JSON.hold)).rendered }
  public static func rendered(_ periods: [FiscalPeriod]) -> String { JSON.list(periods.map(JSON.period)).rendered }
  public static func rendered(_ receipts: [Receipt]) -> String { JSON.list(receipts.map(JSON.receipt)).rendered }
  public static func rendered(_ receipt: Receipt) -> String { JSON.receipt(receipt).rendered }
  public static func rendered(_ seals: [Seal]) -> String { JSON.list(seals.map(JSON.seal)).rendered }

  /// Reads an entry as `POST /api/v1/ledger/entries` takes it.
  /// - Parameter isAskedFor: Whether it is asked for and not booked; then it may hand money over.
  /// - Throws: every mistake with its line, column and field; `second_person_needed`.
  public static func entry(_ bytes: [UInt8], isAskedFor: Bool = false) throws -> JournalEntry {
    try JournalEntry(json: JSONReader.read(bytes), isAskedFor: isAskedFor)
  }
}
