import Domain
import Foundation

/// What refusals are called, by code, in the languages of the service: the files `problems.ar.json`, `problems.fr.json`
/// and `problems.en.json` of `config/texts`, one sentence a code.
public struct ProblemTexts: Sendable {
  private let sentences: [Language: [String: String]]

  /// No texts: codes are spelled out.
  public init() { sentences = [:] }

  /// Reads the files in `folder`.
  /// - Throws: `file_unreadable` for one that is not there, or not an object of texts.
  public init(folder: URL) throws {
    var sentences: [Language: [String: String]] = [:]
    for language in Language.allCases {
      let file = folder.appendingPathComponent("problems.\(language.rawValue).json")
      guard let data = try? Data(contentsOf: file),
        let found = try? JSONDecoder().decode([String: String].self, from: data)
      else {
        throw Problem("file_unreadable", "The texts of refusals cannot be read.", at: Place(file: file.path))
      }
      sentences[language] = found
    }
    self.sentences = sentences
  }

  /// What the request that is being answered is told: set by ``Door`` for as long as the answer takes.
  @TaskLocal package static var current = ProblemTexts()

  /// The sentence of a code, which does not change from one occurrence to the next (RFC 9457, 3.1.3).
  package func sentence(of code: ProblemCode, in language: Language) -> String {
    sentences[language]?[code.rawValue] ?? ProblemTexts.spelledOut(code)
  }

  /// The sentence of a code where there is one.
  package func sentenceIfKnown(of code: ProblemCode, in language: Language) -> String? {
    sentences[language]?[code.rawValue]
  }

  private static func spelledOut(_ code: ProblemCode) -> String {
    let words = code.rawValue.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
