import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("G9: grants as others read them")
struct GrantPublishingTests {
  /// Two grants: one running, one terminated whose unspent money came back.
  private func prepare(_ pool: Pool) async throws -> GrantBooks {
    let books = try await GrantBooks(Tadamun(pool), cash: "500000.00")
    try await books.sign(
      books.application("well", "30000.00"), books.agreement([("10000.50", []), ("19999.50", [])]))
    try await books.pay(1, of: Code("well"), on: "2026-02-10")
    try await books.sign(
      books.application("mill", "90000.00"),
      books.agreement([("40000.00", []), ("50000.00", [])], reports: [books.report(1, quarter: 1, due: "2026-04-30")]))
    try await books.pay(1, of: Code("mill"), on: "2026-02-11")
    try await books.account("15000.00", in: 1, of: Code("mill"), on: "2026-04-10")
    try await books.perform(
      .terminate(
        on: GrantBooks.day("2026-05-01"), reason: "<over> & \"out\"", recoveryDueOn: GrantBooks.day("2026-06-01")),
      on: Code("mill"))
    try await books.perform(
      .receiveRecovery(GrantBooks.money("25000.00"), on: GrantBooks.day("2026-05-20"), .payment), on: Code("mill"))
    return books
  }

  private func ledger(_ kinds: [String], by day: CalendarDate, _ pool: Pool) async throws -> Int64 {
    try await pool.queryValue(
      """
      SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p JOIN accounts a USING (account_id)
      JOIN entries e USING (entry_id) WHERE a.kind = ANY (\(kinds)) AND e.occurred_on <= \(day)
      """)
  }

  @Test(
    "the figures are the ledger's at the cut-off, whatever came later",
    arguments: ["2026-03-01", "2026-05-10", "2026-12-31"])
  func figures(cutOff: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let day = try GrantBooks.day(cutOff)
      let json = try await books.tadamun.publishGrants(as: .threeSixtyGiving, by: day)
      let package = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let grants = try #require(package["grants"] as? [[String: Any]])
      #expect(grants.map { $0["id"] as? String } == ["360G-tadamun-mill", "360G-tadamun-well"])
      let sum = { (name: String) in
        grants.reduce(0) { $0 + Int64(((($1[name] as? NSNumber)?.doubleValue ?? 0) * 100).rounded()) }
      }
      let agreed = try await ledger(["commitments"], by: day, pool)
      let paid = try await ledger(["disbursements", "recoveries"], by: day, pool)
      #expect(sum("amountAwarded") == agreed && sum("amountDisbursed") == paid)
      let xml = try await books.tadamun.publishGrants(as: .iati, by: day)
      let totals = try IATITotals.read(xml)
      #expect(totals.sums["2"] == agreed && totals.sums["3"] == paid && totals.activities == 2)
    }
  }

  @Test("the same grants give the same bytes, and a grant of another fund is left out")
  func deterministic() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let day = try GrantBooks.day("2026-12-31")
      for format in Tadamun.GrantFormat.allCases {
        let first = try await books.tadamun.publishGrants(as: format, by: day)
        #expect(try await books.tadamun.publishGrants(as: format, by: day) == first)
      }
      try await books.open(Code("empty"), cash: "1.00")
      let xml = try await books.tadamun.publishGrants(as: .iati, in: Code("empty"), by: day)
      #expect(try IATITotals.read(xml).activities == 0)
      #expect(
        try await refusals { _ = try await books.tadamun.publishGrants(as: .iati, in: Code("nowhere"), by: day) }
          == ["fund_unknown"])
    }
  }

  @Test(
    "360Giving's own schema accepts it",
    .enabled(if: SharedFiles.folder != nil, "the schemas are not beside the checkout"))
  func schema360Giving() async throws {
    guard let schema = SharedFiles.file("schemas/360giving/schema/360-giving-schema.json"),
      let package = SharedFiles.file("schemas/360giving/schema/360-giving-package-schema.json"),
      let validator = SchemaTools.checkJSONSchema()
    else { return print("Skipped: check-jsonschema is not there (scripts/lint installs it) or the schemas are not.") }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let json = try await books.tadamun.publishGrants(as: .threeSixtyGiving, by: GrantBooks.day("2026-12-31"))
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      for grant in try #require(object["grants"] as? [Any]) {
        let text = String(decoding: try JSONSerialization.data(withJSONObject: grant), as: UTF8.self)
        let outcome = try SchemaTools.run(validator, ["--schemafile", schema.path], on: text, as: "grant.json")
        #expect(outcome.status == 0, "\(outcome.output)")
      }
      // The package's schema names the grant's by an address of the web: the test stays off the network.
      let shell = try String(contentsOf: package, encoding: .utf8)
      #expect(shell.contains("\"grants\"") && object["version"] as? String == "1.4")
      let broken = try SchemaTools.run(validator, ["--schemafile", schema.path], on: "{}", as: "grant.json")
      #expect(broken.status != 0)
    }
  }

  @Test(
    "IATI's own schema accepts it", .enabled(if: SharedFiles.folder != nil, "the schemas are not beside the checkout"))
  func schemaIATI() async throws {
    guard let schema = SharedFiles.file("schemas/iati203/iati-activities-schema.xsd"),
      FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")
    else { return print("Skipped: xmllint (libxml2-utils) is not installed, or the schema is not there.") }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let xml = try await books.tadamun.publishGrants(as: .iati, by: GrantBooks.day("2026-12-31"))
      let outcome = try SchemaTools.run(
        "/usr/bin/xmllint", ["--noout", "--nonet", "--schema", schema.path], on: xml, as: "grants.xml")
      #expect(outcome.status == 0, "\(outcome.output)")
    }
  }
}
