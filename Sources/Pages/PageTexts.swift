import Domain
import Foundation
import Synchronization

/// Everything that the pages say, in one language: the files `pages.ar.json`, `pages.fr.json` and `pages.en.json` of
/// `config/texts`, which are read once. A text that is missing keeps the program from answering at all.
package final class PageTexts: Decodable, Sendable {
  let common: Texts
  let sheet: SheetTexts
  let detail: DetailTexts
  let actorSheet: ActorSheetTexts
  let scoreTable: ScoreTableTexts
  let overview: OverviewTexts
  let comparison: ComparisonTexts
  let sensitivity: SensitivityTexts
  let funder: FunderTexts
  let round: RoundTexts
  let award: AwardTexts
  let report: ReportTexts
  let training: TrainingTexts
  let operations: OperatorTexts
  let publication: PublicTexts
  let signIn: SignInTexts

  static func of(_ language: Language) -> PageTexts {
    switch PageTexts.all {
    case .success(let texts): return texts[language.index]
    case .failure(let problem): preconditionFailure(problem.description)
    }
  }

  /// Read at their first use: what ``read(folder:)`` said before, else below the current folder.
  private static let all: Result<[PageTexts], Problem> = folder.withLock { folder in
    do throws(Problem) {
      var texts: [PageTexts] = []
      for language in Language.allCases { texts.append(try read(language, folder)) }
      return .success(texts)
    } catch { return .failure(error) }
  }

  private static let folder = Mutex(
    URL(fileURLWithPath: FileManager.default.currentDirectoryPath).appendingPathComponent("config/texts"))

  /// Reads the files in `folder`, unless that was done before.
  /// - Throws: `file_unreadable` for one that is not there; `text_missing`, at the key, for one that lacks a text, has a
  ///   word or a plural form that the language or the program does not have, or is no JSON.
  package static func read(folder: URL) throws(Problem) {
    PageTexts.folder.withLock { $0 = folder }
    _ = try all.get()
  }

  /// Reads one file.
  package static func read(_ language: Language, _ folder: URL) throws(Problem) -> PageTexts {
    let file = folder.appendingPathComponent("pages.\(language.rawValue).json")
    guard let data = try? Data(contentsOf: file) else {
      throw Problem("file_unreadable", "The texts of the pages cannot be read.", at: Place(file: file.path))
    }
    let decoder = JSONDecoder()
    if let key = CodingUserInfoKey.language { decoder.userInfo[key] = language }
    do { return try decoder.decode(PageTexts.self, from: data) } catch {
      throw Problem(
        "text_missing", "The texts of the pages are not whole: \(PageTexts.words(for: error)).",
        at: Place(file: file.path))
    }
  }

  private static func words(for error: any Error) -> String {
    let context: DecodingError.Context
    switch error as? DecodingError {
    case .keyNotFound(let key, let found)?: return "\(path(found.codingPath + [key])) is missing"
    case .dataCorrupted(let found)?, .typeMismatch(_, let found)?, .valueNotFound(_, let found)?: context = found
    default: return "\(error)"
    }
    return "\(path(context.codingPath)): \(context.debugDescription)"
  }

  private static func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
}

extension CodingUserInfoKey {
  /// Of the texts that are read: plural forms are those that it has.
  static let language = CodingUserInfoKey(rawValue: "language")
}

extension Language {
  fileprivate var index: Int { Language.allCases.firstIndex(of: self) ?? 0 }
}
