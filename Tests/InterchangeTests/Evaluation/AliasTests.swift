import Domain
import Interchange
import Testing

@Suite("YAML without anchors and aliases")
struct AliasTests {
  private static let framework = """
    framework: f
    version: 1
    coverage: {minimum: 0}
    indicators: [{code: x, parent: score, kind: flow, normalise: {method: minmax}}]
    tree: [{code: score}]
    """

  private func problems(_ text: String) -> [Problem] {
    do {
      _ = try FrameworkFile(bytes: Array(text.utf8), name: "f.yml")
      return []
    } catch { return error.list }
  }

  /// A mapping whose keys are mappings of the one before, each level some times as large: it was read for 40 seconds.
  private static func nested(levels: Int) -> String {
    var text = "l0: &l0 {a: 1, b: 2}\n"
    for level in 1...levels {
      let keys = (0..<6).map { "? {k\($0): *l\(level - 1) , n: *l\(level - 1) } : \($0)" }.joined(separator: ", ")
      text += "l\(level): &l\(level) {\(keys)}\n"
    }
    return text
  }

  @Test("aliases as keys are refused before anything grows, however deep", arguments: [1, 5, 200])
  func nestedKeys(levels: Int) throws {
    let problem = try #require(problems(Self.nested(levels: levels)).first)
    #expect(problem.code == "yaml_alias_forbidden" && problem.place?.line == 1 && problem.place?.file == "f.yml")
  }

  @Test(
    "an anchor or alias is refused where it stands",
    arguments: [
      ("a: 1\nb: &x 2\n", 2), ("a: 1\nb: *x\n", 2), ("a: &x 1\nb: *x\n", 1), ("- 1\n- [&x , 2]\n", 2),
      ("a: {? *x : 1, ? *y : 2}\n", 1), ("a: 1\n<<: *x\n", 2), ("{&a:*x , b: 1}\n", 1),
      ("a: 1\nb: *bold*\n", 2), ("a: &x !!map {b: 1}\nc: *x\n", 1),
    ])
  func refused(text: String, line: Int) throws {
    let problem = try #require(problems(text).first)
    #expect(problem.code == "yaml_alias_forbidden" && problem.place?.line == line, "\(problem)")
  }

  @Test(
    "& and * in texts and comments are what they are",
    arguments: ["R&D", "\"*\"", "'& *x'", "a * b &c", "|\n      *x\n      &y", ">-\n      * one\n      * two"])
  func texts(value: String) {
    let text = Self.framework + "\nunheard_of: \(value)\n"
    #expect(problems(Self.framework).isEmpty)
    // The key is unknown, and nothing else is wrong.
    #expect(problems(text).map(\.code) == ["key_unknown"])
    #expect(problems(Self.framework + "\n# &x *y\n").isEmpty)
    #expect(problems(Self.framework.replacing("framework: f", with: "framework: f # R&D *")).isEmpty)
  }
}
