import Crypto
import Domain
import Foundation
import Scoring

/// `scale.json`: what the values of all actors said about each indicator, so that a later evaluation can be made by the
/// same scale. Members stand in the order of their names, and numbers give back the same bits.
enum ScaleFile {
  static let byteLimit = 268_435_456

  /// - Throws: `file_unwritable`.
  static func write(_ scale: Scale, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let bytes = try encoder.encode(scale) + Data("\n".utf8)
    let file = try ByteFile(writing: path)
    try bytes.withUnsafeBytes { try file.write($0) }
  }

  /// - Throws: `file_unreadable`, `scale_too_large`; `scale_malformed` for a file that is no scale, or whose numbers
  ///   contradict each other; `scale_does_not_fit` where it was made for other indicators, groups or rules.
  static func read(_ path: String, for plan: Plan) throws(Problem) -> (scale: Scale, sha256: String) {
    let place = Place(file: path)
    guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
      let data = FileManager.default.contents(atPath: path)
    else { throw Problem("file_unreadable", "The file cannot be read.", at: place) }
    guard size <= byteLimit else { throw Problem("scale_too_large", "A scale has at most 256 MiB.", at: place) }
    guard let scale = try? JSONDecoder().decode(Scale.self, from: data), scale.isSound else {
      throw Problem("scale_malformed", "The file is no scale that “tadamun evaluate” wrote.", at: place)
    }
    guard scale.fits(plan) else {
      throw Problem(
        "scale_does_not_fit",
        "The scale was made for \(scale.framework), whose indicators, groups or rules are others.", at: place)
    }
    return (scale, SHA256.hash(data: data).hexadecimal)
  }
}
