import Scoring
import Testing

@Suite("Outlier treatment")
struct OutlierTreatmentTests {
  @Test("skewness and kurtosis are those of the exact moments")
  func shape() throws {
    let golden: [String: Double] = ["skew_G1": -0.030115454910673963, "kurt_G2": -0.9891861284708695]
    let values = try GoldenMoments.shards().flatMap(\.self)
    let shape = try #require(Shape(values))
    #expect(close(shape.skewness, golden["skew_G1"]))
    #expect(close(shape.excessKurtosis, golden["kurt_G2"]))
    #expect(Shape(values.reversed()) == shape)
    #expect(Shape([1, 1, 1, 1]) == nil && Shape([1, 2, 3]) == nil)
  }

  @Test("the ASEM columns are treated value by value as COINr treats them")
  func asem() throws {
    let input = try NumberTable("Statistics/asem_pipeline_imputed.csv")
    let output = try NumberTable("Statistics/asem_pipeline_treated.csv")
    let details = try NumberTable("Statistics/asem_pipeline_treatment_details.csv")
    #expect(details.rows.count == 49)
    for row in details.rows {
      let code = try #require(row["iCode"])
      let treatment = OutlierTreatment(input.numbers(code))
      let expected = output.numbers(code)
      #expect(zip(treatment.values, expected).allSatisfy { close($0, $1) }, "\(code)")
      #expect(close(treatment.before?.skewness, row["check_SkewKurt0.Skew"].flatMap(Double.init)), "\(code)")
      #expect(close(treatment.before?.excessKurtosis, row["check_SkewKurt0.Kurt"].flatMap(Double.init)), "\(code)")
      guard let moves = row["winsorise.nwin"].flatMap(Int.init) else {
        #expect(treatment.outcome == .untouched, "\(code)")
        continue
      }
      #expect(treatment.outcome == .winsorised(moves), "\(code)")
      #expect(close(treatment.after?.skewness, row["check_SkewKurt1.Skew"].flatMap(Double.init)), "\(code)")
      #expect(close(treatment.after?.excessKurtosis, row["check_SkewKurt1.Kurt"].flatMap(Double.init)), "\(code)")
    }
  }

  @Test("a column that five moves cannot mend becomes logarithms of the untouched values")
  func logarithm() throws {
    var column: [Double?] = []
    for place in 0..<190 { column.append(Double(place % 5 + 1)) }
    column[4] = nil
    for step in 1...10 { column.append(1e6 * Double(step)) }
    let treatment = OutlierTreatment(column)
    #expect(treatment.outcome == .logarithm)
    // The first value is the smallest: ln(0.01 (10⁷ − 1)).
    #expect(close(treatment.values[0], 11.512925364970224))
    #expect(treatment.values[4] == nil)
    #expect(treatment.changes.count == column.count { $0 != nil })
  }

  @Test("the changed points are kept with the value they had")
  func changes() {
    let column: [Double?] = Array(repeating: [1.0, 2, 3], count: 10).flatMap(\.self) + [1_000, nil]
    let treatment = OutlierTreatment(column)
    #expect(treatment.outcome == .winsorised(1))
    #expect(treatment.changes.map(\.index) == [30])
    #expect(treatment.changes.map(\.from) == [1_000] && treatment.changes.map(\.to) == [3])
  }

  @Test("constant, short and empty columns are left alone", arguments: [[5, 5, 5, 5, 5], [1, 100], []] as [[Double]])
  func untouched(values: [Double]) {
    #expect(OutlierTreatment(values).outcome == .untouched)
    #expect(OutlierTreatment(values).values == values)
  }
}

private enum GoldenMoments {
  private struct File: Decodable { let shards: [[Double]] }

  static func shards() throws -> [[Double]] {
    try GoldenFile.json("Statistics/mergeable_moments.json", as: File.self).shards
  }
}
