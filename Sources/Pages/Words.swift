/// A text for each word of an enumeration.
package struct Words<Word: RawRepresentable<String> & Hashable & Sendable, Text: Decodable & Sendable>: Decodable,
  Sendable
{
  /// By the words.
  let texts: [Word: Text]

  /// - Throws: for a word that the enumeration does not have.
  package init(from decoder: any Decoder) throws {
    var texts: [Word: Text] = [:]
    for (word, text) in try [String: Text](from: decoder) {
      guard let known = Word(rawValue: word) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "“\(word)” is no word that is known"))
      }
      texts[known] = text
    }
    self.texts = texts
  }

  package subscript(_ word: Word) -> Text? { texts[word] }
}
