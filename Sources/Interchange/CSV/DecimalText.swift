/// Decimal numbers as files carry them: `-?digits[.digits][e[+-]digits]`, and nothing else.
enum DecimalText {
  enum Reading<Number> {
    case value(Number)
    case malformed
    case outOfRange
  }

  /// Powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The double nearest to the number.
  ///
  /// Up to 2⁵³ and a power of ten up to 10²², both parts are exact and one division or multiplication rounds once
  /// (W. D. Clinger, “How to read floating point numbers accurately”, PLDI 1990); the rest goes to the standard library.
  static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading<Double> {
    var digits = DigitScan(bytes)
    guard digits.number() else { return .malformed }
    if !digits.isTruncated, digits.mantissa <= 1 << 53, abs(digits.exponent) <= 22 {
      let mantissa = Double(digits.mantissa)
      let power = exactPowers[abs(digits.exponent)]
      let magnitude = digits.exponent < 0 ? mantissa / power : mantissa * power
      return .value(digits.isNegative ? -magnitude : magnitude)
    }
    guard let number = Double(String(decoding: bytes, as: UTF8.self)) else { return .malformed }
    let vanished = number == 0 && digits.mantissa != 0
    return number.isFinite && !vanished ? .value(number) : .outOfRange
  }

  static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading<Int> {
    let isNegative = bytes.first == UInt8(ascii: "-")
    guard bytes.count > (isNegative ? 1 : 0) else { return .malformed }
    var value = 0
    var overflows = false
    for byte in bytes.dropFirst(isNegative ? 1 : 0) {
      guard byte &- 48 < 10 else { return .malformed }
      let digit = Int(byte &- 48)
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, past) = tens.addingReportingOverflow(isNegative ? -digit : digit)
      overflows = overflows || over || past
      value = sum
    }
    return overflows ? .outOfRange : .value(value)
  }
}

/// One pass over the digits of a decimal number.
private struct DigitScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private(set) var isNegative = false
  /// The first nineteen digits after leading zeros.
  private(set) var mantissa: UInt64 = 0
  /// The power of ten to multiply ``mantissa`` with.
  private(set) var exponent = 0
  /// Whether there are more digits than ``mantissa`` holds.
  private(set) var isTruncated = false
  private var significant = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func number() -> Bool {
    isNegative = take(UInt8(ascii: "-"))
    guard digits(scale: 0) else { return false }
    if take(UInt8(ascii: ".")) {
      guard digits(scale: 1) else { return false }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      guard scientific() else { return false }
    }
    return index == bytes.count
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// One digit or more, each of which lowers the exponent by `scale`.
  private mutating func digits(scale: Int) -> Bool {
    let start = index
    while index < bytes.count, bytes[index] &- 48 < 10 {
      let digit = UInt64(bytes[index] &- 48)
      if significant < 19 {
        mantissa = mantissa * 10 + digit
        if mantissa != 0 { significant += 1 }
        exponent -= scale
      } else {
        isTruncated = true
      }
      index += 1
    }
    return index > start
  }

  private mutating func scientific() -> Bool {
    let isDown = take(UInt8(ascii: "-"))
    if !isDown { _ = take(UInt8(ascii: "+")) }
    let start = index
    var power = 0
    while index < bytes.count, bytes[index] &- 48 < 10 {
      power = min(power * 10 + Int(bytes[index] &- 48), 100_000)
      index += 1
    }
    exponent += isDown ? -power : power
    return index > start
  }
}
