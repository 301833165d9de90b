/// A text in one language or more, as the `narrative` elements of IATI carry it.
public struct IATIText: Hashable, Sendable {
  public struct Narrative: Hashable, Sendable {
    /// The language tag of the narrative, else that of the activity, else nil.
    public let language: String?
    /// Runs of white space are one space.
    public let text: String

    public init(language: String?, text: String) {
      self.language = language
      self.text = text
    }
  }

  /// In the order of the file.
  public var narratives: [Narrative]

  public init(narratives: [Narrative] = []) { self.narratives = narratives }

  /// The first narrative in `language`, or nil.
  public subscript(language: String) -> String? { narratives.first { $0.language == language }?.text }

  /// The first narrative of all, which publishers write in their own language; blank where there is none.
  public var first: String { narratives.first?.text ?? "" }
}

extension IATIText {
  /// The text without the invisible marks of direction that come along where Arabic is copied; no name is another for
  /// them. A narrative of nothing else is dropped.
  var withoutDirectionMarks: IATIText {
    let marks: [ClosedRange<UInt32>] = [0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069]
    return IATIText(
      narratives: narratives.compactMap { narrative in
        let kept = narrative.text.unicodeScalars.filter { scalar in
          !marks.contains { $0.contains(scalar.value) }
        }
        let collapsed = IATINode.collapsed(String(kept))
        return collapsed.isEmpty ? nil : Narrative(language: narrative.language, text: collapsed)
      })
  }
}
