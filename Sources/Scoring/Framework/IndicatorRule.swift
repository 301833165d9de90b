import Domain

/// One leaf of the tree: a reported indicator and how it is made comparable.
public struct IndicatorRule: Hashable, Sendable {
  /// What of the reported series counts, over the last two periods of the run.
  public enum Variant: String, CaseIterable, Hashable, Sendable {
    case level
    /// max(now − before, 0).
    case growth
    /// min(now, before).
    case retention
  }

  /// What is done about extreme values before a relative scale is laid (stage S4). A method that compares no actors reads
  /// values as they are; the treatment waits for those of ``UncertaintyRule/methods`` that do.
  public enum Treatment: String, CaseIterable, Hashable, Sendable {
    /// Up to five extreme points are pulled in; where that is not enough, a logarithm is taken.
    case winsorise
  }

  /// How small numbers are drawn towards what the group's actors have in common (stage S5).
  public enum Shrinkage: Hashable, Sendable {
    /// Proportions, by numerator and denominator.
    case betaBinomial
    /// Proportions with the sampling variance p (1 − p) / n, or, where the standard deviation of one value is declared,
    /// means with sd² / n, by value and n.
    case jamesStein(sd: Double?)

    /// Whether it is of proportions: parts of a whole.
    var isOfProportions: Bool { self == .betaBinomial || self == .jamesStein(sd: nil) }
  }

  public var code: String
  /// The node the leaf hangs on.
  public var parent: String
  public var weight: Double
  public var direction: Indicator.Direction
  public var kind: Indicator.Kind
  /// The reported indicator the values come from; nil means ``code``.
  public var of: String?
  public var variant: Variant
  /// A reported value below it counts as 0.
  public var minimum: Double?
  public var denominator: DenominatorRule?
  /// The groups the indicator is expected of; nil means every group that some actor reports it for, and every actor
  /// where there is one group.
  public var groups: [String]?
  /// Whether a missing value scores as the worst one.
  public var isRequired: Bool
  /// The percentile in (0, 100] that larger values are taken for.
  public var capPercentile: Double?
  public var treatment: Treatment?
  public var shrinkage: Shrinkage?
  public var normalisation: Normalisation
  /// What the indicator is worth where every actor has the same value; nil leaves it out as `no_variation`.
  public var constant: Double?
  public var gap: GapRule?
  public var adjustment: AdjustmentRule?
  /// How the indicator is counted where a file of households is at hand; nil for one that is reported only.
  public var headcount: HeadcountRule?
  /// What the reported values are in, such as `MAD` or `share`; nil where the framework does not say.
  public var unit: String?

  public init(
    _ code: String, parent: String, weight: Double = 1, direction: Indicator.Direction = .up,
    kind: Indicator.Kind = .stock, of: String? = nil, variant: Variant = .level, minimum: Double? = nil,
    denominator: DenominatorRule? = nil, groups: [String]? = nil, isRequired: Bool = false,
    capPercentile: Double? = nil, treatment: Treatment? = nil, shrinkage: Shrinkage? = nil,
    normalisation: Normalisation = .achievement(AchievementScale()), constant: Double? = nil, gap: GapRule? = nil,
    adjustment: AdjustmentRule? = nil, headcount: HeadcountRule? = nil, unit: String? = nil
  ) {
    self.code = code
    self.parent = parent
    self.weight = weight
    self.direction = direction
    self.kind = kind
    self.of = of
    self.variant = variant
    self.minimum = minimum
    self.denominator = denominator
    self.groups = groups
    self.isRequired = isRequired
    self.capPercentile = capPercentile
    self.treatment = treatment
    self.shrinkage = shrinkage
    self.normalisation = normalisation
    self.constant = constant
    self.gap = gap
    self.adjustment = adjustment
    self.headcount = headcount
    self.unit = unit
  }

  /// The code of the reported indicator.
  public var reported: String { of ?? code }
}
