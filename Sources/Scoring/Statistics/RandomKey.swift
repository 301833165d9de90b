/// What a random number is for. Equal keys give equal numbers, on every machine, whatever else was drawn before.
public struct RandomKey: Hashable, Sendable {
  /// The seed of the run.
  public var seed: UInt64
  /// The actor (``actor(_:)`` makes one of its code); 0 for what concerns no single actor.
  public var actor: UInt64
  /// Below 1,048,576.
  public var replicate: Int
  /// The uncertain factor, below 256.
  public var factor: Int
  /// The target group, below 4,096.
  public var group: Int
  /// The indicator, below 4,096.
  public var indicator: Int

  public init(
    seed: UInt64, replicate: Int = 0, factor: Int = 0, actor: UInt64 = 0, group: Int = 0, indicator: Int = 0
  ) {
    self.seed = seed
    self.actor = actor
    self.replicate = replicate
    self.factor = factor
    self.group = group
    self.indicator = indicator
  }

  /// A number that stands for an actor in every shard: FNV-1a (64 bits) of the UTF-8 of its code.
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, RFC 9923.
  public static func actor(_ code: some StringProtocol) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in code.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// The 128 random bits of draw number `draw` (below 4,096) for this key.
  ///
  /// The counter holds the actor in 64 bits, the replicate in 20, the draw in 12, factor, group and indicator in 8, 12
  /// and 12: no two keys share a counter.
  @inline(__always)
  public func block(draw: Int = 0) -> Philox.Block {
    assert(0..<(1 << 20) ~= replicate && 0..<(1 << 12) ~= draw, "replicate and draw fit their fields")
    assert(0..<256 ~= factor && 0..<4_096 ~= group && 0..<4_096 ~= indicator, "a key's parts fit their fields")
    let counter = (
      UInt32(truncatingIfNeeded: actor), UInt32(truncatingIfNeeded: actor >> 32),
      UInt32(truncatingIfNeeded: replicate << 12 | draw),
      UInt32(truncatingIfNeeded: factor << 24 | group << 12 | indicator)
    )
    return Philox.block(counter, key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }

  /// A uniform number in [0, 1), a multiple of 2⁻⁵³.
  @inline(__always)
  public func uniform(draw: Int = 0) -> Double {
    let bits = block(draw: draw)
    return RandomKey.unit(bits.0, bits.1)
  }

  /// Two independent uniform numbers in [0, 1) from one block.
  @inline(__always)
  public func uniforms(draw: Int = 0) -> (Double, Double) {
    let bits = block(draw: draw)
    return (RandomKey.unit(bits.0, bits.1), RandomKey.unit(bits.2, bits.3))
  }

  @inline(__always)
  private static func unit(_ high: UInt32, _ low: UInt32) -> Double {
    Double((UInt64(high) << 32 | UInt64(low)) >> 11) * 0x1p-53
  }
}
