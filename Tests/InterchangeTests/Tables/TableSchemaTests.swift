import Foundation
import Interchange
import Testing

@Suite("The published table schemas say what the reader does")
struct TableSchemaTests {
  static let tables = [ContributionRow.table, ReportRow.table, BankRow.table]

  @Test("config/tables holds what the tables give", arguments: [0, 1, 2])
  func inStep(_ index: Int) throws {
    let table = TableSchemaTests.tables[index]
    let checkout = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let file = checkout.appendingPathComponent("config/tables/\(table.name).schema.json")
    let wanted = try table.frictionlessSchema()
    let found = try? Data(contentsOf: file)
    #expect(
      found == wanted, "config/tables/\(table.name).schema.json should be:\n\(String(decoding: wanted, as: UTF8.self))")
  }

  @Test("every column has a field of its name, in order")
  func columns() {
    #expect(
      ContributionRow.Column.allCases.map { TableSchemaTests.snake("\($0)") }
        == ContributionRow.table.fields.map(\.name))
    #expect(BankRow.Column.allCases.map { TableSchemaTests.snake("\($0)") } == BankRow.table.fields.map(\.name))
    #expect(ReportRow.Column.allCases.map { TableSchemaTests.snake("\($0)") } == ReportRow.table.fields.map(\.name))
  }

  private static func snake(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}
