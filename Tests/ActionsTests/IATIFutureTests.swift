import Actions
import Domain
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("What an IATI file says of days to come is listed, not recorded")
struct IATIFutureTests {
  private static let file = """
    <iati-activities version="2.03">
    <iati-activity default-currency="MAD" xml:lang="fr"><iati-identifier>MA-1</iati-identifier>
    <reporting-org ref="MA-F" type="40"><narrative>Fondation</narrative></reporting-org>
    <title><narrative>Puits</narrative></title>
    <participating-org ref="MA-C" role="4" type="22"><narrative>Coopérative</narrative></participating-org>
    <transaction><transaction-type code="3"/><transaction-date iso-date="2026-03-15"/>
    <value value-date="2026-03-15">100</value></transaction>
    <transaction><transaction-type code="3"/><transaction-date iso-date="2099-03-15"/>
    <value value-date="2099-03-15">100</value></transaction>
    <result type="1"><title><narrative>Eau</narrative></title>
    <indicator measure="1"><title><narrative>Puits</narrative></title>
    <period><period-start iso-date="2026-01-01"/><period-end iso-date="2026-03-31"/><actual value="3"/></period>
    <period><period-start iso-date="2099-01-01"/><period-end iso-date="2099-03-31"/><actual value="9"/></period>
    </indicator></result>
    </iati-activity>
    </iati-activities>
    """

  @Test("the rest is taken over; each line that is not names its activity, line and reason")
  func listed() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("future-\(UUID().uuidString).xml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(IATIFutureTests.file.utf8).write(to: URL(fileURLWithPath: path))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let outcome = try await Tadamun(pool).importIATI(path, into: Code("wells"))
      #expect(outcome.contributions.recorded == 1 && outcome.reports.recorded == 1)
      let future = outcome.skipped.filter { $0.code.rawValue.hasSuffix("_in_future") }
      #expect(
        future.map { "\($0.activity ?? "–") \($0.line) \($0.element) \($0.code)" } == [
          "MA-1 8 transaction date_in_future", "MA-1 13 result/indicator/period period_in_future",
          "MA-1 13 result/indicator/period date_in_future",
        ])
    }
  }
}
