/// A name in the three languages of the service.
public struct SampleName: Hashable, Sendable {
  public let arabic: String
  public let french: String
  public let english: String

  public init(ar arabic: String, fr french: String, en english: String) {
    self.arabic = arabic
    self.french = french
    self.english = english
  }

  /// The same, marked as invented.
  var asExample: SampleName {
    SampleName(ar: "\(arabic) (مثال)", fr: "\(french) (exemple)", en: "\(english) (example)")
  }
}
