import Foundation

/// Files that stand beside a checkout in the maintainers' workplace and in CI, and nowhere else.
public enum SharedFiles {
  /// The folder `shared` beside the checkout, or nil where there is none.
  public static let folder: URL? = {
    let checkout = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let folder = checkout.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// A file below ``folder``, or nil where it is not there: such a test skips with a message.
  public static func file(_ path: String) -> URL? {
    guard let file = folder?.appendingPathComponent(path), FileManager.default.fileExists(atPath: file.path)
    else { return nil }
    return file
  }
}
