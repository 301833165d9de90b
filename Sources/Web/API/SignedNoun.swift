import Actions
import Domain

/// Something that may be done by a person who says so: its name in the address and on the command line, and how it is
/// done.
struct SignedNoun: Sendable {
  let name: String
  let perform: @Sendable (_ json: JSONValue, _ tadamun: Tadamun, _ source: Source) async throws -> JSON

  /// Does what `bytes` say.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  static func perform(
    _ name: String, of nouns: [SignedNoun], _ bytes: [UInt8], on tadamun: Tadamun, by source: Source
  ) async throws -> String {
    guard let noun = nouns.first(where: { $0.name == name }) else {
      throw Problem("noun_unknown", "“\(name)” is not one of: \(nouns.map(\.name).joined(separator: ", ")).")
    }
    return try await noun.perform(JSONReader.read(bytes), tadamun, source).rendered
  }
}
