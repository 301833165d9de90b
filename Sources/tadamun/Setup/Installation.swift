import Domain
import Foundation
import Interchange

/// Where the files that belong to the program are: its migrations, its configuration, its frameworks.
struct Installation {
  let root: URL

  /// Looks in `TADAMUN_HOME`, else upward from the program's own file, else upward from the current folder, for the
  /// folder that holds `sql/migrations`.
  ///
  /// - Throws: `installation_not_found`.
  static func find() throws(Problem) -> Installation {
    let files = FileManager.default
    var starts: [URL] = []
    if let home = ProcessInfo.processInfo.environment["TADAMUN_HOME"] { starts.append(URL(fileURLWithPath: home)) }
    if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      starts += upward(from: program.deletingLastPathComponent())
    }
    starts += upward(from: URL(fileURLWithPath: files.currentDirectoryPath))
    for start in starts
    where files.fileExists(atPath: start.appendingPathComponent("sql/migrations").path)
      && files.fileExists(atPath: start.appendingPathComponent("config/default.yml").path)
    {
      return Installation(root: start)
    }
    throw Problem(
      "installation_not_found",
      "The program's files (sql/migrations, config/default.yml) are not beside it; set TADAMUN_HOME to their folder.")
  }

  func file(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// The outlines of Morocco's provinces; nil where the file is not there.
  /// - Throws: `map_malformed`.
  func map() throws -> TerritoryMap? {
    let path = "config/territory/ma-provinces.geojson"
    guard let bytes = try? Data(contentsOf: file(path)) else { return nil }
    return try TerritoryMap(geojson: bytes, name: path)
  }

  func text(_ path: String) throws -> String { try String(contentsOf: file(path), encoding: .utf8) }

  private static func upward(from start: URL) -> [URL] {
    var folders: [URL] = []
    var folder = start.standardizedFileURL
    while folder.path != "/" {
      folders.append(folder)
      folder = folder.deletingLastPathComponent()
    }
    return folders
  }
}
