/// The sum of any number of doubles, exact until it is read and then rounded once, to the nearest double.
///
/// The same numbers give the same bits in every order and for every split into parts that are merged. It is a
/// fixed-point number wide enough for every finite double: 67 limbs of 32 bits, least significant first, limb 0 in units
/// of 2⁻¹⁰⁷⁴, each kept in 64 signed bits so that carries can wait.
/// Source: R. M. Neal, “Fast Exact Summation Using Small and Large Superaccumulators”, 2015 (arXiv:1505.05571), §2.
public struct ExactSum: Sendable {
  static let limbCount = 67
  /// A limb below 2³² takes 2⁵² at most from each addition, so this many stay far below 2⁶³.
  private static let additionsBeforeCarry = 1_000

  private var limbs = InlineArray<67, Int64>(repeating: 0)
  private var additionsLeft = ExactSum.additionsBeforeCarry
  /// What infinities and NaNs add up to; zero where there were none.
  private var nonFinite = 0.0

  public init() {}

  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds one number. Infinities and NaN follow IEEE 754 and are seen in ``value``.
  @inline(__always)
  public mutating func add(_ value: Double) {
    let bits = value.bitPattern
    let exponent = Int(bits >> 52) & 0x7FF
    guard exponent != 0x7FF else {
      nonFinite += value
      return
    }
    let fraction = bits & 0xF_FFFF_FFFF_FFFF
    // A subnormal number has no hidden bit and stands at the position of the smallest normal one.
    let significand = exponent == 0 ? fraction : fraction | 1 << 52
    let position = max(exponent, 1) - 1
    let limb = position >> 5
    let shift = UInt64(position & 31)
    let sign = Int64(bitPattern: bits) >> 63
    let low = Int64(bitPattern: (significand &<< shift) & 0xFFFF_FFFF)
    let high = Int64(bitPattern: significand &>> (32 &- shift))
    limbs[limb] &+= (low ^ sign) &- sign
    limbs[limb + 1] &+= (high ^ sign) &- sign
    additionsLeft &-= 1
    if additionsLeft == 0 { carry() }
  }

  /// Adds the exact product of two numbers.
  ///
  /// It is exact while the product neither overflows nor falls below 2⁻⁹⁶⁸ (about 10⁻²⁹¹), where the part that rounding
  /// cuts off would itself be too small for a double. Source: T. J. Dekker, “A floating-point technique for extending
  /// the available precision”, 1971, with a fused multiply-add.
  @inline(__always)
  public mutating func add(productOf left: Double, and right: Double) {
    let product = left * right
    add(product)
    if product.isFinite { add((-product).addingProduct(left, right)) }
  }

  /// Adds everything that `other` has added.
  public mutating func merge(_ other: ExactSum) {
    var other = other
    carry()
    other.carry()
    for index in 0..<ExactSum.limbCount { limbs[index] &+= other.limbs[index] }
    nonFinite += other.nonFinite
    carry()
  }

  /// The sum, rounded once to the nearest double, ties to even. The sum of nothing is 0.
  public var value: Double { nonFinite == 0 ? exact.rounded() : nonFinite }

  /// The sum as an integer in units of 2⁻¹⁰⁷⁴; infinities and NaN are not in it.
  var exact: WideInteger {
    var carried = self
    carried.carry()
    var list: [Int64] = []
    list.reserveCapacity(ExactSum.limbCount)
    for index in 0..<ExactSum.limbCount { list.append(carried.limbs[index]) }
    return WideInteger(limbs: list, exponent: -1_074)
  }

  /// Moves what each limb holds past 32 bits into the next one; the last keeps the sign.
  private mutating func carry() {
    var carried: Int64 = 0
    for index in 0..<(ExactSum.limbCount - 1) {
      let sum = limbs[index] &+ carried
      limbs[index] = sum & 0xFFFF_FFFF
      carried = sum >> 32
    }
    limbs[ExactSum.limbCount - 1] &+= carried
    additionsLeft = ExactSum.additionsBeforeCarry
  }
}

extension ExactSum: Equatable {
  /// Whether both hold exactly the same number.
  public static func == (left: ExactSum, right: ExactSum) -> Bool {
    left.exact == right.exact && left.nonFinite.bitPattern == right.nonFinite.bitPattern
  }
}
