/// People a programme works for, such as rural women. Groups are counted, their members never listed.
public struct TargetGroup: Hashable, Sendable {
  public let code: Code
  public let names: Names
  /// The axis, such as sex, along which this group and others add up to everybody; nil where it stands for itself.
  public let axis: Code?

  /// The group of a value that is not broken down.
  public static let everybody = Code(trusted: "all")

  public init(_ code: Code, names: Names, axis: Code? = nil) {
    self.code = code
    self.names = names
    self.axis = axis
  }
}
