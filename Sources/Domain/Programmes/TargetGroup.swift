/// People a programme works for, such as rural women. Groups are counted, their members never listed.
public struct TargetGroup: Hashable, Sendable {
  public let code: Code
  public let names: Names

  /// The group of a value that is not broken down.
  public static let everybody = Code(trusted: "all")

  public init(_ code: Code, names: Names) {
    self.code = code
    self.names = names
  }
}
