import Domain
import Foundation
import Testing

@Suite("The states that are drawn for people")
struct StateDocumentTests {
  private static let words: [(String, [String])] = [
    ("grants", GrantState.allCases.map(\.rawValue)), ("tranches", TrancheState.allCases.map(\.rawValue)),
    ("reports", GrantReportState.allCases.map(\.rawValue)), ("campaigns", CampaignState.allCases.map(\.rawValue)),
    ("pledges", PledgeState.allCases.map(\.rawValue)), ("payouts", PayoutState.allCases.map(\.rawValue)),
    ("match pools", MatchPoolState.allCases.map(\.rawValue)), ("waqfs", WaqfState.allCases.map(\.rawValue)),
    ("assets", WaqfAssetState.allCases.map(\.rawValue)),
    ("receipts of zakat", ZakatReceiptStanding.State.allCases.map(\.rawValue)),
    ("promises of zakat", ZakatPledgeStanding.State.allCases.map(\.rawValue)),
    ("distributions of zakat", ZakatState.allCases.map(\.rawValue)), ("holds", Hold.State.allCases.map(\.rawValue)),
    ("fiscal periods", FiscalPeriod.State.allCases.map(\.rawValue)),
  ]

  /// What stands between fences in docs/instruments.md: the drawings.
  private static func drawings() throws -> Set<String> {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/instruments.md")
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
    let drawn = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element).joined(separator: "\n")
    return Set(drawn.split { !($0.isLetter || $0 == "_") }.map(String.init))
  }

  @Test("every state of the program is drawn in docs/instruments.md under its own name")
  func drawn() throws {
    let drawings = try StateDocumentTests.drawings()
    for (subject, states) in StateDocumentTests.words {
      #expect(Set(states).subtracting(drawings).isEmpty, "\(subject)")
    }
  }
}
