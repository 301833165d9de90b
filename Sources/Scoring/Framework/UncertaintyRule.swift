/// What is varied to see how far a score can be trusted (stage S11).
public struct UncertaintyRule: Hashable, Sendable {
  /// Replicates of a run; 0 leaves the stage out.
  public var replicates: Int
  /// Replicates of a nightly run, the first of all: wider guesses, sooner. Nil where a night draws all of them.
  public var nightly: Int?
  public var seed: UInt64
  /// The share by which weights vary to either side, in [0, 1).
  public var weights: Double
  /// Normalisations that take turns with the declared one, for every indicator that can use them.
  public var methods: [Normalisation]
  /// The range the factor for unverified gains is drawn from; nil leaves it as declared.
  public var verification: ClosedRange<Double>?
  /// Exponents of the mean that take turns with the declared aggregations; empty leaves these as declared.
  public var powers: [Double]
  /// Whether values with a known sampling error are drawn from what is known of them.
  public var sampling: Bool
  /// The k of the chance to be among the first k.
  public var top: Int

  /// Replicates of a quick run where a framework names no number of its own.
  public static let quickReplicates = 100

  /// Replicates of a quick run.
  public var quick: Int { nightly ?? min(replicates, UncertaintyRule.quickReplicates) }

  public init(
    replicates: Int = 1_000, seed: UInt64 = 0, weights: Double = 0.25, methods: [Normalisation] = [],
    verification: ClosedRange<Double>? = 0...1, powers: [Double] = [], sampling: Bool = true, top: Int = 10,
    nightly: Int? = nil
  ) {
    self.replicates = replicates
    self.seed = seed
    self.weights = weights
    self.methods = methods
    self.verification = verification
    self.powers = powers
    self.sampling = sampling
    self.top = top
    self.nightly = nightly
  }
}
