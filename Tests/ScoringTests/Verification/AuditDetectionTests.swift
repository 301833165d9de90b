import Domain
import Foundation
import TestSupport
import Testing

@Suite("The chance that a sample finds what is wrong")
struct AuditDetectionTests {
  @Test("the chance to find what is wrong is that of the hypergeometric table, to twelve digits")
  func golden() throws {
    guard let file = SharedFiles.file("golden/scoring/audit_detection_probability.csv") else {
      print("Skipped: golden/scoring/audit_detection_probability.csv is not beside the checkout.")
      return
    }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count == 42)
    for line in lines {
      let cells = line.split(separator: ",").map { $0.replacing("\"", with: "") }
      let numbers = try cells.prefix(3).map { try #require(Int($0)) }
      let expected = try #require(Double(cells[3]))
      let found = AuditDetection.probability(population: numbers[0], deviating: numbers[1], sample: numbers[2])
      #expect((found - expected).magnitude < 1e-12, "\(line)")
    }
  }
}
