/// What is to be evaluated, and where the results go.
public struct EvaluationRequest: Sendable {
  /// Path of the framework file.
  public var framework: String
  /// Path of the CSV file of values.
  public var values: String
  /// The folder results are written to; made where it is not there.
  public var output: String
  /// Path of a CSV file of households, one row each, that headcounts are made of; nil for none.
  public var households: String?
  /// Path of the `scale.json` of an earlier evaluation or of an export, by which actors are compared; nil lays a new scale.
  public var scale: String?
  /// Path of the `bounds.csv` of an earlier evaluation, whose bands hold until the median of a score's interval left them
  /// too; nil gives bands afresh.
  public var bands: String?
  /// Whether the values come one column an indicator, instead of one row a value.
  public var isWide: Bool
  /// Replicates of the uncertainty analysis; nil takes what the framework says, 0 takes none.
  public var replicates: Int?
  /// Nil takes the framework's.
  public var seed: UInt64?
  public var threads: Int
  /// Shards the actors are divided into; the results do not depend on it.
  public var shards: Int
  /// What `run.json` is signed with; nil leaves it unsigned.
  public var signingKey: SigningKey?

  public init(
    framework: String, values: String, output: String, households: String? = nil, scale: String? = nil,
    bands: String? = nil, isWide: Bool = false, replicates: Int? = nil, seed: UInt64? = nil, threads: Int = 1,
    shards: Int = 1, signingKey: SigningKey? = nil
  ) {
    self.framework = framework
    self.values = values
    self.output = output
    self.households = households
    self.scale = scale
    self.bands = bands
    self.isWide = isWide
    self.replicates = replicates
    self.seed = seed
    self.threads = threads
    self.shards = shards
    self.signingKey = signingKey
  }
}
