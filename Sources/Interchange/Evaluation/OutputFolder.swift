import Domain
import Foundation

/// A folder that results appear in together: they are written beside it first and moved when all are whole.
public struct OutputFolder: Sendable {
  private let path: String

  public init(_ path: String) { self.path = path }

  private var target: URL { URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL }
  private var draft: URL {
    target.deletingLastPathComponent().appendingPathComponent(
      ".\(target.lastPathComponent).partial-\(ProcessInfo.processInfo.processIdentifier)", isDirectory: true)
  }

  /// Gives `body` an empty folder, and moves what it wrote there once it returns.
  ///
  /// - Throws: `file_unwritable`, and what `body` throws; nothing is left behind then.
  public nonisolated(nonsending) func write<Value>(
    _ body: nonisolated(nonsending) (String) async throws -> Value
  ) async throws -> Value {
    let files = FileManager.default
    do {
      try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? files.removeItem(at: draft)
      try files.createDirectory(at: draft, withIntermediateDirectories: false)
    } catch {
      throw unwritable(error)
    }
    defer { try? files.removeItem(at: draft) }
    let value = try await body(draft.path)
    do {
      if files.fileExists(atPath: target.path) {
        try replace(target, with: draft, files)
      } else {
        try files.moveItem(at: draft, to: target)
      }
    } catch {
      throw unwritable(error)
    }
    return value
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
