import Domain
import Testing

@Suite("Axes add up to everybody, or say by how much they do not")
struct DisaggregationTests {
  private let axes: [Code: Set<Code>] = [
    Code(trusted: "sex"): [Code(trusted: "women"), Code(trusted: "men")],
    Code(trusted: "age"): [Code(trusted: "young"), Code(trusted: "old")],
  ]

  private func differences(_ values: [String: Double]) -> [String: Double] {
    let cells = values.map { group, value in
      ReportCell(
        Code(trusted: "jobs"), for: Code(trusted: group), .value(value, numerator: nil, denominator: nil))
    }
    let found = Disaggregation.differences(in: cells, additive: { _ in true }, axes: axes)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.axis.text, $0.amount) })
  }

  @Test("each axis is judged by itself")
  func apart() {
    #expect(differences(["all": 100, "women": 60, "men": 40, "young": 50, "old": 40]) == ["age": 10])
    #expect(differences(["all": 100, "women": 60, "men": 40]).isEmpty)
    #expect(differences(["women": 60, "men": 40]).isEmpty)
  }

  @Test("an axis of which a group is missing is at most everybody")
  func incomplete() {
    #expect(differences(["all": 100, "women": 60]).isEmpty)
    #expect(differences(["all": 100, "women": 101]) == ["sex": -1])
    #expect(differences(["all": 0, "women": 0, "men": 0]).isEmpty)
  }

  @Test("shares do not add up over groups")
  func shares() {
    let cells = ["all", "women", "men"].map {
      ReportCell(
        Code(trusted: "dropout"), for: Code(trusted: $0), .value(0.5, numerator: nil, denominator: nil))
    }
    #expect(Disaggregation.differences(in: cells, additive: { _ in false }, axes: axes).isEmpty)
  }

  @Test("a difference is let through where the report states just that one")
  func statements() throws {
    let (jobs, age) = (try Code("jobs"), try Code("age"))
    let difference = Disaggregation.Difference(indicator: jobs, axis: age, total: 100, sum: 90)
    let right = try Disaggregation.Statement(jobs, along: age, by: 10, because: "age not asked")
    let wrong = try Disaggregation.Statement(jobs, along: age, by: 9, because: "age not asked")
    #expect(Disaggregation.problems(of: [difference], stated: [right]).isEmpty)
    #expect(Disaggregation.problems(of: [difference], stated: [wrong]).map(\.code) == ["disaggregation_differs"])
    #expect(Disaggregation.problems(of: [difference], stated: []).map(\.code) == ["disaggregation_differs"])
    #expect(Disaggregation.problems(of: [], stated: [right]).map(\.code) == ["difference_not_there"])
    #expect(throws: Problem.self) { try Disaggregation.Statement(jobs, along: age, by: 10, because: " ") }
  }

  @Test("a reason alone states what the values leave out, along each axis of which nothing is stated yet")
  func reasons() throws {
    let (jobs, hours) = (try Code("jobs"), try Code("hours"))
    let found = [(Code(trusted: "age"), 90.0), (Code(trusted: "sex"), 99)].map {
      Disaggregation.Difference(indicator: jobs, axis: $0, total: 100, sum: $1)
    }
    let stated = try Disaggregation.Statement(jobs, along: Code(trusted: "sex"), by: 1, because: "one did not say")
    let made = try Disaggregation.statements(of: found, because: [jobs: "not asked", hours: "why"], beside: [stated])
    #expect(made.map(\.axis.text) == ["age"] && made.map(\.amount) == [10] && made.map(\.reason) == ["not asked"])
    #expect(Disaggregation.problems(of: found, stated: made + [stated]).isEmpty)
    #expect(try Disaggregation.statements(of: found, because: [:]).isEmpty)
    #expect(Disaggregation.idle([jobs: "not asked", hours: "why"], beside: found) == [hours])
    #expect(throws: Problem.self) { try Disaggregation.statements(of: found, because: [jobs: " "]) }
  }
}
