import Domain
import Foundation
import Interchange
import TestSupport
import Testing

/// A file a development bank published in 2016. Its licence is not stated, so it stands beside the checkout.
@Suite(
  "A real IATI 2.01 file is read whole",
  .enabled(if: SharedFiles.file("data/iati/afdb-agriculture-2016.xml") != nil, "the file is not on this machine"))
struct IATIBankFileTests {
  static let file = SharedFiles.file("data/iati/afdb-agriculture-2016.xml")

  static func activities() throws -> [IATIActivity] {
    try IATIReading.read(IATIReader(path: try #require(file).path)).activities
  }

  @Test("ten activities, their transactions and results")
  func counts() throws {
    let activities = try IATIBankFileTests.activities()
    #expect(activities.count == 10)
    #expect(activities.flatMap(\.transactions).count == 194)
    #expect(activities.flatMap(\.results).count == 29)
    #expect(activities.flatMap(\.results).flatMap(\.indicators).count == 29)
    #expect(activities.flatMap(\.days).count == 40)
    #expect(activities.flatMap(\.participatingOrganisations).count == 29)
  }

  @Test(
    "every amount, to the cent",
    arguments: [
      (IATITransaction.Kind.outgoingCommitment, 21, 33_016_291_467), (.disbursement, 100, 6_800_573_825),
      (.interestPayment, 63, 307_441_785), (.loanRepayment, 10, 622_146_587),
    ])
  func sums(_ kind: IATITransaction.Kind, _ count: Int, _ minor: Int64) throws {
    let transactions = try IATIBankFileTests.activities().flatMap(\.transactions).filter { $0.kind == kind }
    #expect(transactions.count == count)
    #expect(transactions.reduce(0) { $0 + $1.value.minor } == minor)
    #expect(transactions.allSatisfy { $0.value.currency.code == "XDR" })
  }

  @Test("targets and actuals in periods of their own")
  func periods() throws {
    let indicators = try IATIBankFileTests.activities().flatMap(\.results).flatMap(\.indicators)
    let periods = indicators.flatMap(\.periods)
    #expect(periods.count == 58)
    #expect(periods.flatMap(\.targets).count == 29)
    #expect(periods.flatMap(\.actuals).count == 29)
    #expect(periods.allSatisfy { $0.targets.isEmpty != $0.actuals.isEmpty })
    #expect(periods.flatMap(\.actuals).allSatisfy { $0.value == 0 })
    #expect(periods.contains { $0.targets.first?.value == 27_748.41 })
  }

  @Test("titles by language, lines, organisations without a ref")
  func details() throws {
    let first = try #require(try IATIBankFileTests.activities().first)
    #expect(first.identifier == "46002-P-TN-AAC-009")
    #expect(first.line == 2)
    #expect(first.title["en"]?.hasPrefix("Tunisia - The Water Sector") == true)
    #expect(first.title["fr"]?.hasPrefix("Tunisie - Projet") == true)
    #expect(first.participatingOrganisations.map(\.ref) == ["46002", nil, nil])
    #expect(first.participatingOrganisations[1].code.hasPrefix("government_of_tunisia_"))
    #expect(first.participatingOrganisations[2].type == nil)
    #expect(first.recipientCountries.map(\.code) == ["TN"])
  }

  @Test("what is not taken over is listed with its count, and nothing of the persons is kept")
  func skipped() throws {
    let activities = try IATIBankFileTests.activities()
    let total = { (element: String) in
      activities.flatMap(\.skipped).filter { $0.element == element }.reduce(0) { $0 + $1.count }
    }
    #expect(total("location") == 72)
    #expect(total("budget") == 6)
    #expect(total("sector") == 10)
    #expect(total("document-link") == 43)
    #expect(total("description") == 10)
    #expect(total("transaction/flow-type") == 14)
    let personal = activities.flatMap(\.skipped).filter { $0.code == "personal_data_not_stored" }
    #expect(personal.count == 10)
    #expect(personal.first?.line == 33)
    var dump = ""
    for activity in activities { Swift.dump(activity, to: &dump) }
    for word in ["KANE", "@afdb.org", "+225", "Engineer"] { #expect(!dump.contains(word)) }
  }

  @Test("from a stream and from memory alike")
  func alike() throws {
    let file = try #require(IATIBankFileTests.file)
    let data = try Data(contentsOf: file)
    let fromData = try IATIReading.read(IATIReader(data: data, name: file.path)).activities
    #expect(try IATIBankFileTests.activities() == fromData)
  }

  @Test("indicator codes are distinct where titles differ, and the same each time")
  func codes() throws {
    let codes = { () throws -> [String] in
      try IATIBankFileTests.activities().flatMap {
        $0.results.flatMap { result in result.indicators.map { $0.code(in: result) } }
      }
    }
    let first = try codes()
    #expect(try codes() == first)
    #expect(
      first.allSatisfy { $0.utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) } }
    )
  }
}
