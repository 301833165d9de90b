/// How the values of a node's children become the node's value (stage S8). Weights are those of the observed children,
/// rescaled to add up to 1.
public enum Aggregation: Hashable, Sendable {
  /// Σ w y.
  case arithmetic
  /// exp(Σ w ln y), with every y below the floor taken for the floor.
  case geometric(floor: Double?)
  /// 1 / Σ (w / y), floored likewise.
  case harmonic(floor: Double?)
  /// (Σ w yᵖ)^(1/p); floored where p is not above 0; p = 0 is the geometric mean.
  case power(Double, floor: Double?)
  /// M (1 − cv²), the mean with a penalty for imbalance; cv over the population of children (Mazziotta and Pareto 2013).
  case mazziottaPareto
  /// Π y^w with the weights as exponents, not rescaled: for a share that is lost, such as inequality.
  case product
  /// The count of deprivations Σ w, where children are 0 or 1, and 0 where it is below the cutoff (Alkire and Foster
  /// 2011). The comparison is exact.
  case alkireFoster(cutoff: Ratio)
  /// Wins minus losses in pairwise comparison of all actors; of the root only.
  case copeland

  /// A share written as two whole numbers, such as 1/3.
  public struct Ratio: Hashable, Sendable {
    public var numerator: Int
    public var denominator: Int

    public init(_ numerator: Int, _ denominator: Int) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// The value that smaller children are taken for, or nil.
  public var floor: Double? {
    switch self {
    case .geometric(let floor), .harmonic(let floor), .power(_, let floor): floor
    case .arithmetic, .mazziottaPareto, .product, .alkireFoster, .copeland: nil
    }
  }

  /// The exponent of the power mean this is, or nil where it is none.
  public var exponent: Double? {
    switch self {
    case .arithmetic: 1
    case .geometric: 0
    case .harmonic: -1
    case .power(let exponent, _): exponent
    case .mazziottaPareto, .product, .alkireFoster, .copeland: nil
    }
  }

  /// Whether a child at or below zero leaves the mean without a value.
  public var needsPositive: Bool { exponent.map { $0 <= 0 } ?? false }
}
