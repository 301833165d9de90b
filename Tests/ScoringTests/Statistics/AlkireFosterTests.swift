import Domain
import Scoring
import Testing

@Suite("Multidimensional poverty")
struct AlkireFosterTests {
  private struct Expected: Decodable {
    let n, poor: Int
    let incidence, intensity, adjusted: Double
    let contribution: [String: Double]

    enum CodingKeys: String, CodingKey {
      case n, poor, contribution
      case incidence = "H"
      case intensity = "A"
      case adjusted = "M0"
    }
  }

  @Test("the published table comes out for all regions and for Bastia")
  func published() throws {
    let table = try NumberTable("Statistics/alkire_foster_input.csv")
    let names = Array(table.columns.dropFirst().dropLast())
    let expected = try GoldenFile.json("Statistics/alkire_foster_expected.json", as: [String: Expected].self)
    for (key, golden) in expected {
      let region = key.hasPrefix("all") ? nil : String(key.prefix { $0 != "_" })
      let people = table.rows.filter { region == nil || $0["Region"] == region }
      let result = try AlkireFoster(
        deprivations: people.map { person in names.map { person[$0].map { $0 == "1" } } },
        weights: names.map { _ in 1 }, cutoff: .init(3, of: 11))
      #expect(result.people == golden.n && result.poor == golden.poor)
      #expect(close(result.incidence, golden.incidence) && close(result.intensity, golden.intensity))
      #expect(close(result.adjustedHeadcount, golden.adjusted))
      for (name, dimension) in zip(names, result.dimensions) {
        #expect(close(dimension.contribution, golden.contribution[name]))
      }
    }
  }

  @Test("whoever reaches the cutoff exactly is poor: one of three equal weights at one third")
  func exactCutoff() throws {
    let people: [[Bool?]] = [[true, false, false], [false, false, false], [true, nil, true]]
    let result = try AlkireFoster(deprivations: people, weights: [7, 7, 7], cutoff: .init(1, of: 3))
    #expect(result.poor == 1 && result.people == 2 && result.incomplete == 1)
    #expect(result.adjustedHeadcount == 1.0 / 6)
    #expect(result.dimensions[0].censoredHeadcount == 0.5 && result.dimensions[0].contribution == 1)
  }

  @Test("where nobody is poor the intensity is undefined and the headcount zero")
  func nobodyPoor() throws {
    let result = try AlkireFoster(deprivations: [[false, false]], weights: [1, 2], cutoff: .init(1, of: 2))
    #expect(result.intensity == nil && result.incidence == 0 && result.adjustedHeadcount == 0)
    #expect(result.dimensions[0].contribution == nil)
    let none = try AlkireFoster(deprivations: [], weights: [1], cutoff: .init(1, of: 1))
    #expect(none.incidence == nil && none.adjustedHeadcount == nil)
  }

  @Test("weights and cutoffs that mean nothing are refused")
  func refused() {
    #expect(throws: Problem.self) { try AlkireFoster(deprivations: [[true]], weights: [0], cutoff: .init(1, of: 3)) }
    #expect(throws: Problem.self) {
      try AlkireFoster(deprivations: [[true]], weights: [1, 1], cutoff: .init(1, of: 3))
    }
    #expect(throws: Problem.self) { try AlkireFoster(deprivations: [[true]], weights: [1], cutoff: .init(4, of: 3)) }
  }
}
