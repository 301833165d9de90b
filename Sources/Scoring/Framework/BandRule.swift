/// The bands A to E that a published score falls in (stage S13). The limits are proposals of this project.
public struct BandRule: Hashable, Sendable {
  /// The least score of A, B, C and D, falling.
  public var limits: [Double]

  public init(limits: [Double] = [0.8, 0.6, 0.4, 0.2]) { self.limits = limits }
}
