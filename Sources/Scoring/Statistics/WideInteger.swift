/// A binary number of any width, `±magnitude × 2^exponent`: what the exact sums need and no more.
struct WideInteger: Equatable, Sendable {
  private(set) var isNegative: Bool
  /// Limbs of 32 bits, least significant first, without leading zeros; empty for zero.
  private(set) var magnitude: [UInt32]
  /// The weight of the lowest bit.
  let exponent: Int

  /// - Parameter limbs: digits of 32 bits, least significant first, not negative but for the last, which has the sign.
  init(limbs: [Int64], exponent: Int) {
    let isNegative = (limbs.last ?? 0) < 0
    var digits: [UInt32] = []
    digits.reserveCapacity(limbs.count + 1)
    var carry: Int64 = 0
    for limb in limbs {
      let sum = (isNegative ? -limb : limb) + carry
      digits.append(UInt32(truncatingIfNeeded: sum))
      carry = sum >> 32
    }
    digits.append(UInt32(truncatingIfNeeded: carry))
    self.init(isNegative: isNegative, magnitude: digits, exponent: exponent)
  }

  private init(isNegative: Bool, magnitude: [UInt32], exponent: Int) {
    var trimmed = magnitude
    while trimmed.last == 0 { trimmed.removeLast() }
    self.isNegative = isNegative && !trimmed.isEmpty
    self.magnitude = trimmed
    self.exponent = exponent
  }

  var isZero: Bool { magnitude.isEmpty }

  static func * (left: WideInteger, right: WideInteger) -> WideInteger {
    var product = [UInt32](repeating: 0, count: left.magnitude.count + right.magnitude.count)
    for (i, a) in left.magnitude.enumerated() where a != 0 {
      var carry: UInt64 = 0
      for (j, b) in right.magnitude.enumerated() {
        let sum = UInt64(a) * UInt64(b) + UInt64(product[i + j]) + carry
        product[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      product[i + right.magnitude.count] = UInt32(carry)
    }
    return WideInteger(
      isNegative: left.isNegative != right.isNegative, magnitude: product,
      exponent: left.exponent + right.exponent)
  }

  static func * (left: WideInteger, right: Int) -> WideInteger {
    let bits = UInt64(right.magnitude)
    let factor = WideInteger(
      isNegative: right < 0, magnitude: [UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)], exponent: 0)
    return left * factor
  }

  static func - (left: WideInteger, right: WideInteger) -> WideInteger {
    let exponent = min(left.exponent, right.exponent)
    let a = left.shifted(to: exponent)
    let b = right.shifted(to: exponent)
    var limbs: [Int64] = []
    var carry: Int64 = 0
    for index in 0...max(a.count, b.count) {
      let first = index < a.count ? Int64(a[index]) : 0
      let second = index < b.count ? Int64(b[index]) : 0
      let sum = (left.isNegative ? -first : first) - (right.isNegative ? -second : second) + carry
      limbs.append(sum & 0xFFFF_FFFF)
      carry = sum >> 32
    }
    limbs.append(carry)
    return WideInteger(limbs: limbs, exponent: exponent)
  }

  /// The nearest double of `self × 2^scale`, ties to even; infinite past the largest double.
  func rounded(scaledBy scale: Int = 0) -> Double {
    guard !isZero else { return 0 }
    let length = magnitude.count * 32 - (magnitude[magnitude.count - 1]).leadingZeroBitCount
    let unit = exponent + scale
    // The lowest bit that a double of this size has: 53 bits below the top, or the subnormal unit.
    let dropped = max(length - 53, -1_074 - unit, 0)
    var significand = bits(from: dropped)
    if dropped > 0 && bit(dropped - 1) {
      let tie = !hasBits(below: dropped - 1)
      if !tie || significand & 1 == 1 { significand += 1 }
    }
    let size = Double(sign: .plus, exponent: unit + dropped, significand: Double(significand))
    return isNegative ? -size : size
  }

  private func shifted(to lower: Int) -> [UInt32] {
    let distance = exponent - lower
    let inner = UInt64(distance % 32)
    var result = [UInt32](repeating: 0, count: distance / 32)
    var carry: UInt64 = 0
    for limb in magnitude {
      let wide = UInt64(limb) << inner | carry
      result.append(UInt32(truncatingIfNeeded: wide))
      carry = wide >> 32
    }
    result.append(UInt32(carry))
    return result
  }

  private func bit(_ index: Int) -> Bool {
    index >> 5 < magnitude.count && magnitude[index >> 5] >> UInt32(index & 31) & 1 == 1
  }

  private func bits(from start: Int) -> UInt64 {
    var result: UInt64 = 0
    for index in stride(from: magnitude.count * 32 - 1, through: start, by: -1) {
      result = result << 1 | (bit(index) ? 1 : 0)
    }
    return result
  }

  private func hasBits(below end: Int) -> Bool {
    (0..<end).contains { bit($0) }
  }
}
