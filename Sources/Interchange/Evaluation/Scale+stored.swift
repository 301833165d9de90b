import Domain
import Foundation
import Scoring

extension Scale {
  /// The scale as it is stored: JSON, members in the order of their names, numbers that give back the same bits.
  public func stored() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  public init(stored text: String) throws {
    self = try JSONDecoder().decode(Scale.self, from: Data(text.utf8))
  }
}
