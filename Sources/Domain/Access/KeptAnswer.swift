/// How a request that made something was answered.
public struct KeptAnswer: Hashable, Sendable {
  /// 200 to 299.
  public let status: Int
  /// Where the thing is.
  public let location: String?
  /// Its version.
  public let tag: String?
  /// JSON; nil where there is nothing to say.
  public let body: String?

  /// The longest body that is kept, in characters.
  public static let maximumLength = 65_536

  public init(status: Int, location: String?, tag: String?, body: String?) {
    self.status = status
    self.location = location
    self.tag = tag
    self.body = body
  }
}
