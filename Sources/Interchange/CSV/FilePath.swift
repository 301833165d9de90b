import Foundation

/// Names of files.
public enum FilePath {
  /// Whether two paths name one file, through links too.
  public static func isSame(_ left: String, _ right: String) -> Bool {
    let whole = { (path: String) in URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path }
    return whole(left) == whole(right)
  }
}
