/// Philox4x32-10: a bijection of 128 bits under a key of 64 bits whose output passes as random. It has no state, so that
/// any draw can be made anywhere, in any order.
///
/// Source: J. K. Salmon et al., “Parallel Random Numbers: As Easy as 1, 2, 3”, SC11, 2011; checked against the
/// known-answer vectors of its authors' library Random123.
public enum Philox {
  public typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// Ten rounds over `counter` under `key`.
  @inline(__always)
  public static func block(_ counter: Block, key: (UInt32, UInt32)) -> Block {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let left = UInt64(c0) &* 0xD251_1F53
      let right = UInt64(c2) &* 0xCD9E_8D57
      c0 = UInt32(truncatingIfNeeded: right >> 32) ^ c1 ^ k0
      c1 = UInt32(truncatingIfNeeded: right)
      c2 = UInt32(truncatingIfNeeded: left >> 32) ^ c3 ^ k1
      c3 = UInt32(truncatingIfNeeded: left)
      // The Weyl steps of the key: the golden ratio, and √3 − 1.
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }
}
