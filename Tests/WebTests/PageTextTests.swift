import Domain
import Foundation
import Pages
import Testing
import Web

@Suite("Texts of the pages")
struct PageTextTests {
  private static let folder = ProblemTextTests.root.appendingPathComponent("config/texts")

  private static func file(_ language: Language) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent("pages.\(language.rawValue).json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The keys of a file, without the forms of plurals: those are the language's own.
  private static func keys(_ value: Any, _ path: String = "") -> Set<String> {
    guard let object = value as? [String: Any] else { return [path] }
    if Set(object.keys).isSubset(of: PluralText.Form.allCases.map(\.rawValue)) { return [path] }
    return object.reduce(into: []) { $0.formUnion(keys($1.value, "\(path)/\($1.key)")) }
  }

  @Test("every text is there in every language, with the plural forms of the language", arguments: Language.allCases)
  func whole(language: Language) throws {
    _ = try PageTexts.read(language, Self.folder)
    let (own, french) = (Self.keys(try Self.file(language)), Self.keys(try Self.file(.fr)))
    #expect(own == french && own.count > 600, "\(own.symmetricDifference(french).sorted())")
  }

  @Test("no file has a text that no page reads")
  func known() throws {
    let texts = Mirror(reflecting: try PageTexts.read(.fr, Self.folder))
    let file = try Self.file(.fr)
    #expect(Set(texts.children.compactMap(\.label)) == Set(file.keys))
    for child in texts.children {
      let own = file[child.label ?? ""] as? [String: Any] ?? [:]
      let read = Set(Mirror(reflecting: child.value).children.compactMap(\.label))
      #expect(read == Set(own.keys), "\(child.label ?? "") \(read.symmetricDifference(own.keys).sorted())")
    }
  }

  @Test(
    "no text is empty, none has space at its ends but where words are put together, and what is filled in is the same")
  func filled() throws {
    let names = /\{[a-z]+\}/
    func texts(_ value: Any, _ path: String) -> [String: String] {
      if let text = value as? String { return [path: text] }
      if let list = value as? [String] {
        return Dictionary(uniqueKeysWithValues: list.enumerated().map { ("\(path)/\($0)", $1) })
      }
      return (value as? [String: Any] ?? [:]).reduce(into: [:]) { all, member in
        all.merge(texts(member.value, "\(path)/\(member.key)")) { first, _ in first }
      }
    }
    let all = try Language.allCases.map { texts(try Self.file($0), "") }
    // They stand beside another word or a number, or say nothing where the language needs none.
    let joints: Set<String> = [
      "/common/comma", "/common/colon", "/common/percent", "/operations/hours", "/report/andMore/zero",
    ]
    for (path, text) in all.flatMap({ $0 }) where !joints.contains(path) {
      #expect(!text.isEmpty && text.trimmingCharacters(in: .whitespacesAndNewlines) == text, "\(path)")
    }
    for (path, text) in all[0] where !path.hasSuffix("/zero") && !path.hasSuffix("/one") && !path.hasSuffix("/two") {
      let own = Set(text.matches(of: names).map { String($0.output) })
      for other in all.dropFirst() {
        guard let same = other[path] else { continue }
        #expect(Set(same.matches(of: names).map { String($0.output) }) == own, "\(path)")
      }
    }
  }

  @Test(
    "a file that lacks a text, a form of a plural, or has a word nobody knows is refused, with the place",
    arguments: [
      ("\"skip\"", "\"skipped\"", "common.skip is missing"),
      ("\"two\"", "\"pair\"", "a plural has the forms few, many, one, other, two, zero"),
      ("\"tranches\": \"", "\"tranches\": 3, \"x\": \"", "tranches"),
    ])
  func broken(old: String, new: String, said: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("texts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try String(contentsOf: Self.folder.appendingPathComponent("pages.ar.json"), encoding: .utf8)
    let changed = try #require(text.firstRange(of: old).map { text.replacingCharacters(in: $0, with: new) })
    try Data(changed.utf8).write(to: folder.appendingPathComponent("pages.ar.json"))
    let refused = #expect(throws: Problem.self) { try PageTexts.read(.ar, folder) }
    #expect(refused?.code == "text_missing" && refused?.message.contains(said) == true, "\(refused?.message ?? "")")
    #expect(throws: Problem.self) { try PageTexts.read(.en, folder) }
  }
}
