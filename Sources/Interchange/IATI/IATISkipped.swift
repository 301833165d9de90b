import Domain

/// Something an IATI file says that is not taken over.
public struct IATISkipped: Hashable, Sendable {
  public let file: String?
  /// The identifier of the activity, or nil for what stands outside of one.
  public let activity: String?
  /// The line of the first one.
  public let line: Int
  /// The path of the element or attribute inside its activity, such as `transaction/value` or `title/@type`.
  public let element: String
  /// `element_not_stored`, `attribute_not_stored`, `text_not_stored`, `personal_data_not_stored`, `element_unknown`,
  /// `element_repeated`, `part_missing`, or the code of a value that is wrong.
  public let code: ProblemCode
  public let sentence: String
  /// How many times; the same sentence for the same element of one activity is kept once.
  public var count: Int

  public init(
    file: String?, activity: String?, line: Int, element: String, code: ProblemCode, sentence: String, count: Int = 1
  ) {
    self.file = file
    self.activity = activity
    self.line = line
    self.element = element
    self.code = code
    self.sentence = sentence
    self.count = count
  }
}
