import Domain
import Interchange
import Postgres
import Store

/// Imports the movements of one file in one transaction.
struct BankImporter {
  let transaction: Transaction
  private let source: Source
  private let imported: Int64
  private var position = 1
  /// The lines that the file showed so far: a statement that stands in it twice shows them once.
  private var shown: Set<Int64> = []
  private(set) var result = BankImport()

  init(into imported: Int64, by source: Source, in transaction: Transaction) {
    self.imported = imported
    self.source = source
    self.transaction = transaction
  }

  /// Imports a statement, or finds all of it there.
  ///
  /// - Throws: `bank_account_unknown`, `bank_account_currency_differs`; `statement_gap` where it does not go on where
  ///   the one before it ended; `statement_conflict` where a statement of its name and closing day says something else.
  mutating func take(_ statement: BankStatement) async throws {
    guard let account = try await BankAccounts.find(number: statement.accountNumber, in: transaction) else {
      throw Problem(
        "bank_account_unknown", "There is no bank account with the number \(statement.accountNumber).",
        at: statement.place)
    }
    guard account.account.currency == statement.opening.currency else {
      throw Problem(
        "bank_account_currency_differs",
        "The account \(account.account.code) is in \(account.account.currency), the statement in "
          + "\(statement.opening.currency).", at: statement.place)
    }
    try await BankAccounts.lock(account.id, in: transaction)
    result.pending += statement.pendingCount
    result.zero += statement.zeroCount
    if let earlier = try await BankImports.statement(
      statement.externalID, closedOn: statement.closedOn, of: account.id, in: transaction)
    {
      let before = result
      guard earlier.opening == statement.opening, earlier.closing == statement.closing else {
        throw conflict(statement)
      }
      try await take(statement.lines, of: account, on: nil, from: .statement(earlier.id))
      guard result.new == before.new else { throw conflict(statement) }
      return
    }
    if let previous = try await BankImports.previous(to: statement, of: account.id, in: transaction),
      previous.closing != statement.opening
    {
      throw Problem(
        "statement_gap",
        "The statement “\(statement.externalID)” opens with \(statement.opening); the one before it, "
          + "“\(previous.externalID)”, closes with \(previous.closing). Import what lies between them first.",
        at: statement.place)
    }
    let id = try await BankImports.insert(statement, of: account.id, in: imported, session: transaction)
    result.statements += 1
    try await take(statement.lines, of: account, on: id, from: .newStatement)
  }

  /// Imports lines of an account.
  mutating func take(
    _ lines: [BankLine], of account: BankAccounts.Stored, on statement: Int64?, from origin: BankRecognition.Origin
  ) async throws {
    let lines = BankRecognition.identifying(lines)
    let known = try await BankLines.known(
      to: account.id, contents: lines.map { BankRecognition.content($0, of: account) },
      servicerRefs: lines.compactMap(\.servicerRef), in: transaction)
    var recognition = BankRecognition(known)
    let findings = recognition.findings(lines, of: account, from: origin)
    let fresh = findings.compactMap { if case .new(let line) = $0 { line } else { nil } }
    var written = try await BankLines.insert(fresh, of: account.id, in: transaction)[...]
    var sightings: [BankLines.Sighting] = []
    for (line, finding) in zip(lines, findings) {
      let id: Int64
      switch finding {
      case .known(let known): id = known
      case .new: id = written.removeFirst()
      }
      guard shown.insert(id).inserted else { continue }
      sightings.append(
        .init(line: id, statement: statement, servicerRef: recognition.servicerRef(of: line, known: id)))
    }
    try await BankLines.insert(sightings, of: account.id, in: imported, first: position, session: transaction)
    position += sightings.count
    result.new += fresh.count
    result.known += lines.count - fresh.count
  }

  func append(_ fileName: String) async throws {
    let body = JSONText.object([
      "file": .text(fileName), "statements": .integer(Int64(result.statements)), "new": .integer(Int64(result.new)),
      "known": .integer(Int64(result.known)),
    ])
    try await Events.append(
      "bank_file_imported", about: "bank_import:\(imported)", body: body, by: source.name, in: transaction)
  }

  private func conflict(_ statement: BankStatement) -> Problem {
    Problem(
      "statement_conflict",
      "A statement “\(statement.externalID)” of this account that closes on \(statement.closedOn) was imported before "
        + "and says something else.", at: statement.place)
  }
}
