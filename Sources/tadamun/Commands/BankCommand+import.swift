import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres

extension BankCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Read a file of a bank: statements in CAMT.053, or movements in CSV.",
      discussion: """
        All of a file or nothing. What was imported before is known again and counted.
        CSV has the columns of config/tables/bank.schema.json; how a French spreadsheet writes is said by three options.

        Example:
          tadamun bank import statements.xml
          tadamun bank import releve.csv --account zakat-cih --delimiter semicolon --decimal comma --dates day_first
        """)

    enum Delimiter: String, ExpressibleByArgument, CaseIterable {
      case comma, semicolon
    }

    @Argument(help: "The file; .csv is read as CSV, everything else as CAMT.053.", completion: .file())
    var file: String

    @Option(help: "The account a CSV file is of.")
    var account: String?

    @Option(help: "What stands between two cells of a CSV file.")
    var delimiter = Delimiter.comma

    @Option(help: "What stands before the decimals in a CSV file.")
    var decimal = CellFormat.DecimalMark.point

    @Option(help: "How days are written in a CSV file: iso is 2026-03-31, day_first 31/03/2026.")
    var dates = CellFormat.DateOrder.iso

    @Flag(help: "Print JSON.")
    var json = false

    private var isTable: Bool { file.lowercased().hasSuffix(".csv") }

    func validate() throws {
      if isTable, account == nil { throw ValidationError("A CSV file needs --account: it does not name its own.") }
      if !isTable, account != nil { throw ValidationError("A CAMT file names its accounts; leave --account out.") }
    }

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Problem("file_unreadable", "The file cannot be read.", at: Place(file: file))
      }
      let tadamun = try await Database.open().tadamun(isBatch: true)
      let result: BankImport
      if let account {
        let csv = CSVOptions(delimiter: delimiter == .semicolon ? .semicolon : .comma)
        result = try await tadamun.importBankTable(
          data, name: file, account: Code(account), csv: csv,
          format: CellFormat(decimalMark: decimal, dateOrder: dates), by: .commandLine)
      } else {
        result = try await tadamun.importBankStatements(data, name: file, by: .commandLine)
      }
      print(try json ? JSONOutput.text(BankImportOutput(result)) : text(result))
      await tadamun.pool.close()
    }

    private func text(_ result: BankImport) -> String {
      let counts = "\(result.new) new, \(result.known) known"
      if result.isSameFile { return "\(counts); this very file was imported before" }
      let pending = result.pending > 0 ? "; \(result.pending) announced and not booked" : ""
      let zero = result.zero > 0 ? "; \(result.zero) of zero, left out" : ""
      return counts + (isTable ? "" : ", \(result.statements) new statement(s)") + pending + zero
    }
  }
}

extension CellFormat.DecimalMark: ExpressibleByArgument {}
extension CellFormat.DateOrder: ExpressibleByArgument {}

private struct BankImportOutput: Encodable {
  let statements: Int
  let new: Int
  let known: Int
  let pending: Int
  let zero: Int
  let sameFile: Bool

  init(_ result: BankImport) {
    statements = result.statements
    new = result.new
    known = result.known
    pending = result.pending
    zero = result.zero
    sameFile = result.isSameFile
  }
}
