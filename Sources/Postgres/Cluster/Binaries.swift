import Foundation

/// Where PostgreSQL's programs are: `PG_BINDIR`, or the newest version under `/usr/lib/postgresql`.
struct Binaries {
  private static let root = "/usr/lib/postgresql"
  private let folder: String

  /// - Parameter data: A cluster that is there already, and asks for the version it was made by.
  init(for data: String?) throws {
    if let folder = ProcessInfo.processInfo.environment["PG_BINDIR"], !folder.isEmpty {
      self.folder = folder
    } else {
      let made = data.flatMap { try? String(contentsOfFile: "\($0)/PG_VERSION", encoding: .utf8) }
        .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      let versions = ((try? FileManager.default.contentsOfDirectory(atPath: Self.root)) ?? [])
        .compactMap { Int($0) }.filter { $0 >= 15 && (made == nil || $0 == made) }
      guard let version = versions.max() else {
        throw ClusterError.noBinaries(searched: "\(Self.root)/\(made.map(String.init) ?? "15 or newer")")
      }
      folder = "\(Self.root)/\(version)/bin"
    }
    guard FileManager.default.isExecutableFile(atPath: path("initdb")) else {
      throw ClusterError.noBinaries(searched: folder)
    }
  }

  func path(_ program: String) -> String { "\(folder)/\(program)" }
}
