import Domain
import Scoring
import Testing

@Suite("Totals of a hierarchy")
struct HierarchyTotalsTests {
  private let units: [HierarchyTotals.Unit] = [
    .init("lead", parent: nil), .init("L1", parent: "lead"), .init("L2_1", parent: "L1"), .init("L2_2", parent: "L1"),
  ]

  private struct Golden: Decodable {
    struct Own: Decodable {
      let own, expected: [String: Double]

      enum CodingKeys: String, CodingKey {
        case own = "L1_own"
        case expected = "expected_L1"
      }
    }
    let updates, expected: [String: [String: Double]]
    let deleted: [String: [String: Double?]]
    let own: Own

    enum CodingKeys: String, CodingKey {
      case updates, expected
      case deleted = "after_deleting_L2_2"
      case own = "with_L1_own_update_only_L2_1_aggregated"
    }
  }

  @Test("reports of two branches reach every unit above once, whole and by sex")
  func asserted() throws {
    let golden = try GoldenFile.json("Funding/akvo_hierarchy_aggregation.json", as: Golden.self)
    for part in ["value", "Male", "Female"] {
      let entries = golden.updates.map { HierarchyTotals.Entry(unit: $0.key, value: $0.value[part] ?? .nan) }
      let totals = try HierarchyTotals(.flow, units: units, entries: entries)
      for (unit, values) in golden.expected { #expect(totals[unit] == values[part]) }
      let rest = entries.filter { $0.unit == "L2_1" }
      let deleted = try HierarchyTotals(.flow, units: units, entries: rest)
      for (unit, values) in golden.deleted { #expect(deleted[unit] == values[part] ?? nil, "\(unit)") }
      let own = HierarchyTotals.Entry(unit: "L1", value: golden.own.own[part] ?? .nan)
      #expect(try HierarchyTotals(.flow, units: units, entries: rest + [own])["L1"] == golden.own.expected[part])
    }
  }

  @Test("flows add up over periods, stocks are the last ones, ratios divide sums")
  func kinds() throws {
    let entries: [HierarchyTotals.Entry] = [
      .init(unit: "L2_1", period: 1, value: 8, denominator: 10),
      .init(unit: "L2_1", period: 2, value: 6, denominator: 30),
      .init(unit: "L2_2", period: 1, value: 1, denominator: 10),
    ]
    #expect(try HierarchyTotals(.flow, units: units, entries: entries)["lead"] == 15)
    #expect(try HierarchyTotals(.stock, units: units, entries: entries)["lead"] == 7)
    #expect(try HierarchyTotals(.ratio, units: units, entries: entries)["lead"] == 0.3)
    let zero = [HierarchyTotals.Entry(unit: "L1", value: 0, denominator: 0)]
    #expect(try HierarchyTotals(.ratio, units: units, entries: zero)["L1"] == nil)
  }

  @Test("hierarchies and entries that would add twice are refused")
  func refused() {
    let code = { (units: [HierarchyTotals.Unit], entries: [HierarchyTotals.Entry], kind: HierarchyTotals.Kind) in
      #expect(throws: Problem.self) { try HierarchyTotals(kind, units: units, entries: entries) }?.code.rawValue
    }
    let one = HierarchyTotals.Entry(unit: "L1", value: 1)
    #expect(code(units, [one, one], .flow) == "duplicate_entry")
    #expect(code(units, [.init(unit: "X", value: 1)], .flow) == "unit_unknown")
    #expect(code(units, [one], .ratio) == "denominator_missing")
    #expect(code(units + [.init("L1", parent: nil)], [], .flow) == "duplicate_unit")
    #expect(code([.init("a", parent: "b"), .init("b", parent: "a")], [], .flow) == "hierarchy_cycle")
    #expect(code([.init("a", parent: "z")], [], .flow) == "parent_unknown")
  }
}
