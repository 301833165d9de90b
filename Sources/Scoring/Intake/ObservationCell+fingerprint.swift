/// A cell in as few bytes as say everything: fingerprints of millions of cells are taken while they stream by.
extension ObservationCell {
  /// The most bytes that ``writeFingerprint(to:)`` writes.
  public static let fingerprintLimit = 2 + 4 * 4 + 7 * 8

  /// Writes everything the cell says, but for its number of sequence, in a form that no two different cells share: a
  /// byte of state and verdict, a byte that tells which numbers are there, three indexes, the unit of a union's member, and
  /// the numbers.
  ///
  /// - Parameter start: room for ``fingerprintLimit`` bytes.
  /// - Returns: the bytes written.
  @inline(__always)
  public func writeFingerprint(to start: UnsafeMutableRawPointer) -> Int {
    var writer = FingerprintWriter(place: start + 2)
    writer.write(indicator)
    writer.write(group)
    writer.write(period)
    if unit > 0 { writer.write(Int32(unit)) }
    writer.write(value, 1)
    writer.write(verifiedValue, 2)
    writer.write(numerator, 4)
    writer.write(denominator, 8)
    writer.write(size, 16)
    writer.write(baseline, 32)
    writer.write(target, 64)
    start.storeBytes(of: (unit > 0 ? 0x80 : 0) | state.rawValue << 4 | verdict.rawValue, as: UInt8.self)
    (start + 1).storeBytes(of: writer.presence, as: UInt8.self)
    return writer.place - start
  }
}

private struct FingerprintWriter {
  var place: UnsafeMutableRawPointer
  /// A bit for each number that is there.
  var presence: UInt8 = 0

  /// A small number takes one byte; the high bit says that more follow.
  @inline(__always)
  mutating func write(_ number: Int32) {
    if number < 0x80 {
      place.storeBytes(of: UInt8(truncatingIfNeeded: number), as: UInt8.self)
      place += 1
    } else {
      place.storeBytes(of: (UInt32(bitPattern: number) | 0x8000_0000).bigEndian, as: UInt32.self)
      place += 4
    }
  }

  @inline(__always)
  mutating func write(_ number: Double, _ bit: UInt8) {
    if number.isNaN { return }
    presence |= bit
    place.storeBytes(of: number.bitPattern.littleEndian, as: UInt64.self)
    place += 8
  }
}
