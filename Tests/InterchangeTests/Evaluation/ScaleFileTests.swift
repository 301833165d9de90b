import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("A frozen scale goes from one evaluation to the next as a file")
struct ScaleFileTests {
  private static func framework(_ method: String = "minmax", weight: Int = 1) -> String {
    """
    framework: frozen
    version: 1
    coverage: {minimum: 0}
    indicators:
      - {code: jobs, parent: score, weight: \(weight), normalise: {method: \(method)}}
      - {code: sales, parent: score, normalise: {method: percentile_rank}}
    tree: [{code: score}]
    """
  }

  private static let first = "actor,jobs,sales\na,0,1\nb,5,2\nc,10,3\n"
  /// The same actors and a new one far ahead.
  private static let second = first + "d,100,9\n"

  private func evaluate(
    _ fixture: EvaluationFixture, _ framework: String, _ values: String, scale: String? = nil,
    into name: String = "next"
  ) async throws -> Evaluation {
    let path = { (name: String) in fixture.folder.appendingPathComponent(name).path }
    try Data(framework.utf8).write(to: URL(fileURLWithPath: path("f.yml")))
    try Data(values.utf8).write(to: URL(fileURLWithPath: path("v.csv")))
    return try await Evaluation.run(
      EvaluationRequest(
        framework: path("f.yml"), values: path("v.csv"), output: path(name), scale: scale, isWide: true))
  }

  private func code(_ body: () async throws -> Void) async -> String? {
    do { try await body() } catch { return (error as? Problem)?.code.rawValue }
    return nil
  }

  @Test("an actor's score stays as it was when another one joins, and the one who joins is cut at the end of the scale")
  func frozen() async throws {
    try await EvaluationFixture.with { fixture in
      _ = try await evaluate(fixture, Self.framework(), Self.first, into: "first")
      let scale = fixture.folder.appendingPathComponent("first/scale.json").path
      let own = try await evaluate(fixture, Self.framework(), Self.second).run
      #expect(
        zip((0..<4).map { own.score($0).score }, [0, 0.025 + 1.0 / 6, 0.05 + 1.0 / 3, 1]).allSatisfy { agree($0, $1) })
      let frozen = try await evaluate(fixture, Self.framework(), Self.second, scale: scale).run
      #expect((0..<4).map { frozen.score($0).score } == [0, 0.5, 1, 1])
      // The scale that was used stands beside the scores again, word for word.
      #expect(try fixture.text("scale.json", in: "next") == fixture.text("scale.json", in: "first"))
      #expect(try fixture.text("run.json", in: "first").contains("\"scale_sha256\": null"))
      #expect(!(try fixture.text("run.json", in: "next").contains("\"scale_sha256\": null")))
    }
  }

  @Test("the scale of the same values gives the same bytes as laying it anew")
  func same() async throws {
    try await EvaluationFixture.with { fixture in
      _ = try await evaluate(fixture, Self.framework(), Self.first, into: "first")
      let scale = fixture.folder.appendingPathComponent("first/scale.json").path
      _ = try await evaluate(fixture, Self.framework(), Self.first, scale: scale)
      for name in ["scores.csv", "parts.csv", "normalised.csv", "bounds.csv", "explanations.csv", "scale.json"] {
        #expect(try fixture.text(name, in: "first") == fixture.text(name, in: "next"), "\(name)")
      }
    }
  }

  @Test("a scale serves other weights, and no other indicators, groups or rules")
  func fits() async throws {
    try await EvaluationFixture.with { fixture in
      _ = try await evaluate(fixture, Self.framework(), Self.first, into: "first")
      let scale = fixture.folder.appendingPathComponent("first/scale.json").path
      let weighed = try await evaluate(fixture, Self.framework(weight: 3), Self.second, scale: scale).run
      #expect(weighed.score(1).score == 0.5)
      let others = [
        Self.framework("zscore"), Self.framework().replacing("code: jobs", with: "code: posts"),
        Self.framework().replacing("coverage:", with: "missing: {policy: zero}\ncoverage:"),
        Self.framework().replacing("coverage:", with: "groups: {women: {weight: 1}}\ncoverage:"),
        Self.framework().replacing("code: jobs,", with: "code: jobs, cap_percentile: 90,"),
      ]
      for other in others {
        let refused = await code { _ = try await evaluate(fixture, other, Self.first, scale: scale, into: "none") }
        #expect(refused == "scale_does_not_fit", "\(other)")
      }
      #expect(!FileManager.default.fileExists(atPath: fixture.folder.appendingPathComponent("none").path))
    }
  }

  @Test("a file that is no scale, or one whose numbers contradict each other, is refused")
  func malformed() async throws {
    try await EvaluationFixture.with { fixture in
      _ = try await evaluate(fixture, Self.framework(), Self.first, into: "first")
      let scale = try fixture.text("scale.json", in: "first")
      let path = fixture.folder.appendingPathComponent("bad.json")
      for text in ["", "{}", scale.replacing("\"maximum\" : 10", with: "\"maximum\" : -10")] {
        try Data(text.utf8).write(to: path)
        let refused = await code { _ = try await evaluate(fixture, Self.framework(), Self.first, scale: path.path) }
        #expect(refused == "scale_malformed", "\(text)")
      }
      let absent = await code { _ = try await evaluate(fixture, Self.framework(), Self.first, scale: "/nowhere.json") }
      #expect(absent == "file_unreadable")
    }
  }
}
