/// What an IATI file may ask of this machine.
public struct IATILimits: Sendable {
  /// Bytes of the file.
  public var bytes: Int
  /// Elements inside one another.
  public var depth: Int
  /// Bytes of the text of one element.
  public var textBytes: Int
  /// Elements of one activity; what bounds the memory of a reader.
  public var activityElements: Int

  public init(
    bytes: Int = 536_870_912, depth: Int = 32, textBytes: Int = 262_144, activityElements: Int = 500_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.textBytes = textBytes
    self.activityElements = activityElements
  }
}
