import Crypto
import Domain
import Foundation
import Interchange
import Postgres
import Store

extension Tadamun {
  /// Opens a bank account for a fund, or finds the one that is open already.
  /// - Throws: `fund_unknown`; `bank_account_exists` where its code or number is another account's.
  public func open(_ account: BankAccount, by source: Source) async throws {
    try await transaction { transaction in
      if let stored = try await BankAccounts.find(account.code, in: transaction) {
        guard stored.account == account else {
          throw Problem("bank_account_exists", "There is another bank account \(account.code).")
        }
        return
      }
      guard let fund = try await Funds.find([account.fund], in: transaction)[account.fund] else {
        throw Problem("fund_unknown", "There is no fund “\(account.fund)”.", at: Place(field: "fund"))
      }
      try await BankAccounts.insert(account, fund: fund.id, in: transaction)
      let body = JSONText.object(["fund": .text(account.fund.text), "currency": .text(account.currency.code)])
      try await Events.append(
        "bank_account_opened", about: "bank_account:\(account.code)", body: body, by: source.name, in: transaction)
    }
  }

  public func bankAccounts() async throws -> [BankAccount] {
    try await BankAccounts.all(in: pool).map(\.account)
  }

  /// The largest file of a bank, in bytes.
  public static let maximumBankFile = 134_217_728

  /// Imports account statements in CAMT.053, all of a file or nothing. What was imported before is known again and
  /// counted; a file of the same bytes is not read again.
  ///
  /// - Parameter name: The file's name, for refusals and the record.
  /// - Throws: What ``Interchange/CamtReader/statements()`` throws; `bank_account_unknown`,
  ///   `bank_account_currency_differs`, `statement_gap`, `statement_conflict`.
  public func importBankStatements(_ data: Data, name: String, by source: Source) async throws -> BankImport {
    // An earlier import of the same bytes is found before the file is read, and again under the lock.
    try await importBank(data, name: name, format: "camt053", account: nil, by: source) { importer in
      for statement in try CamtReader(data: data, name: name).statements() { try await importer.take(statement) }
    }
  }

  /// Imports movements of one account in CSV (see ``Interchange/BankRow/table``), all of a file or nothing. It may
  /// overlap what was imported before; it holds whole days.
  ///
  /// - Throws: What leaves the file unreadable; ``Problems`` with every refused row; `bank_account_unknown`,
  ///   `bank_account_currency_differs`.
  public func importBankTable(
    _ data: Data, name: String, account code: Code, csv: CSVOptions = CSVOptions(), format: CellFormat = CellFormat(),
    by source: Source
  ) async throws -> BankImport {
    let account = try await knownBankAccount(code, in: pool)
    let lines = try Tadamun.bankLines(data, name: name, csv: csv, format: format)
    if let other = lines.first(where: { $0.amount.currency != account.account.currency }) {
      throw Problem(
        "bank_account_currency_differs",
        "The account \(code) is in \(account.account.currency), this movement in \(other.amount.currency).",
        at: other.place)
    }
    return try await importBank(data, name: name, format: "csv", account: account.id, by: source) { importer in
      try await BankAccounts.lock(account.id, in: importer.transaction)
      try await importer.take(lines, of: account, on: nil, from: .overlapping)
    }
  }

  /// As ``importBankTable(_:name:account:csv:format:by:)``, of a file that is written in one of the usual styles.
  public func importBankTable(
    _ data: Data, name: String, account: Code, style: BankTableStyle, by source: Source
  ) async throws -> BankImport {
    try await importBankTable(data, name: name, account: account, csv: style.csv, format: style.format, by: source)
  }

  func knownBankAccount(_ code: Code, in session: some Session) async throws -> BankAccounts.Stored {
    guard let account = try await BankAccounts.find(code, in: session) else {
      throw Problem("bank_account_unknown", "There is no bank account “\(code)”.")
    }
    return account
  }

  private func importBank(
    _ data: Data, name: String, format: String, account: Int64?, by source: Source,
    _ body: (inout BankImporter) async throws -> Void
  ) async throws -> BankImport {
    guard data.count <= Tadamun.maximumBankFile else {
      throw Problem(
        "file_too_long", "The file is longer than \(Tadamun.maximumBankFile) bytes. Split it.", at: Place(file: name))
    }
    let hash = Array(SHA256.hash(data: data))
    return try await transaction { transaction in
      try await BankImports.lock(sha256: hash, in: transaction)
      if let earlier = try await BankImports.find(sha256: hash, account: account, in: transaction) {
        var result = BankImport()
        result.known = earlier.lines
        result.isSameFile = true
        return result
      }
      let imported = try await BankImports.insert(
        format: format, account: account, fileName: name, sha256: hash, by: source.name, in: transaction)
      var importer = BankImporter(into: imported, by: source, in: transaction)
      try await body(&importer)
      try await importer.append(name)
      return importer.result
    }
  }

  private static func bankLines(_ data: Data, name: String, csv: CSVOptions, format: CellFormat) throws -> [BankLine] {
    var lines: [BankLine] = []
    var problems: [Problem] = []
    let reader = try CSVReader(bytes: data, name: name, options: csv)
    try TableReader<BankRow>(reader, format: format).forEachRow { row in
      switch row {
      case .success(let row): lines.append(row.line)
      case .failure(let found): problems += found.list.prefix(max(0, ImportRefusals.limit - problems.count))
      }
    }
    try Problems.throwIfAny(problems)
    return lines
  }
}
