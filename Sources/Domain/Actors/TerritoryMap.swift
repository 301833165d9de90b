/// Outlines of territories, for drawing only: they are simplified, and no area can be computed from them.
public struct TerritoryMap: Hashable, Sendable {
  /// In degrees, WGS 84.
  public struct Point: Hashable, Sendable {
    public let longitude: Double
    public let latitude: Double

    public init(longitude: Double, latitude: Double) {
      self.longitude = longitude
      self.latitude = latitude
    }
  }

  public struct Outline: Hashable, Sendable {
    /// Such as `02.113`.
    public let code: String
    /// Closed rings; the first is the border, others are holes in it.
    public let rings: [[Point]]

    public init(code: String, rings: [[Point]]) {
      self.code = code
      self.rings = rings
    }
  }

  public let outlines: [Outline]

  public init(_ outlines: [Outline]) { self.outlines = outlines }
}
