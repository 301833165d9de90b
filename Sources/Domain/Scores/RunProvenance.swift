/// How a run came about: what it took over from an earlier one, and which scale it used. Two runs of the same facts that
/// came about differently have the same results.
public struct RunProvenance: Hashable, Sendable {
  /// One issue of a programme's frozen scale.
  public struct ScaleIssue: Hashable, Sendable {
    public let year: Int
    public let version: Int

    public init(year: Int, version: Int) {
      self.year = year
      self.version = version
    }

    /// Such as `v2026` or `v2026.2`, where it was issued again.
    public var name: String { version == 1 ? "v\(year)" : "v\(year).\(version)" }
  }

  /// SHA-256 over the periods and all else that decides how a value is read.
  public let layoutSHA256: [UInt8]
  /// The run whose findings were taken over where no new fact spoke of the actor.
  public let base: Int64?
  /// Actors whose observations were not read again.
  public let reusedCount: Int
  /// The scale in the table of scales; nil in runs older than that table.
  public let scale: Int64?
  /// Nil where the run laid its own scale.
  public let scaleIssue: ScaleIssue?
  /// Replicates of the uncertainty analysis.
  public let replicates: Int
  /// The run whose bands held until the median of a score's interval left them; nil where bands were given afresh.
  public let bandsAfter: Int64?

  public init(
    layoutSHA256: [UInt8], base: Int64?, reusedCount: Int, scale: Int64?, scaleIssue: ScaleIssue?, replicates: Int,
    bandsAfter: Int64?
  ) {
    self.layoutSHA256 = layoutSHA256
    self.base = base
    self.reusedCount = reusedCount
    self.scale = scale
    self.scaleIssue = scaleIssue
    self.replicates = replicates
    self.bandsAfter = bandsAfter
  }
}
