import Domain
import Foundation

/// A folder that results appear in together: they are written beside it first and moved when all are whole.
struct OutputFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Gives `body` an empty folder, and moves what it wrote there once it returns.
  ///
  /// - Throws: `file_unwritable`, and what `body` throws; nothing is left behind then.
  func write(_ body: (String) throws -> Void) throws {
    let files = FileManager.default
    let target = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
    let parent = target.deletingLastPathComponent()
    let draft = parent.appendingPathComponent(
      ".\(target.lastPathComponent).partial-\(ProcessInfo.processInfo.processIdentifier)", isDirectory: true)
    do {
      try files.createDirectory(at: parent, withIntermediateDirectories: true)
      try? files.removeItem(at: draft)
      try files.createDirectory(at: draft, withIntermediateDirectories: false)
    } catch {
      throw unwritable(error)
    }
    defer { try? files.removeItem(at: draft) }
    try body(draft.path)
    do {
      if files.fileExists(atPath: target.path) {
        try replace(target, with: draft, files)
      } else {
        try files.moveItem(at: draft, to: target)
      }
    } catch {
      throw unwritable(error)
    }
  }

  /// Moves file by file into a folder that is there, the record of the run last.
  private func replace(_ target: URL, with draft: URL, _ files: FileManager) throws {
    let names = try files.contentsOfDirectory(atPath: draft.path).sorted { $0 != "run.json" && $1 == "run.json" }
    // What an earlier run left and this one has not would be taken for this one's.
    for name in ResultFiles.names where !names.contains(name) {
      try? files.removeItem(at: target.appendingPathComponent(name))
    }
    for name in names {
      let (from, to) = (draft.appendingPathComponent(name), target.appendingPathComponent(name))
      if rename(from.path, to.path) != 0 { throw CocoaError(.fileWriteUnknown) }
    }
  }

  private func unwritable(_ error: any Error) -> Problem {
    Problem(
      "file_unwritable", "The results cannot be written: \(error.localizedDescription).", at: Place(file: path))
  }
}
