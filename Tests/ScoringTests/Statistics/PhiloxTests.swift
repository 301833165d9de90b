import Scoring
import Testing

@Suite("Counter-based random numbers")
struct PhiloxTests {
  /// Random123, tests/kat_vectors, lines `philox4x32 10`: counter, key, output. BSD 3-clause; numbers only.
  @Test(
    "Philox4x32-10 gives the known answers of its authors",
    arguments: [
      ([0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])])
  func knownAnswers(counter: [UInt32], key: [UInt32], expected: [UInt32]) {
    let block = Philox.block((counter[0], counter[1], counter[2], counter[3]), key: (key[0], key[1]))
    #expect([block.0, block.1, block.2, block.3] == expected)
  }

  @Test(
    "an actor's number is FNV-1a of its code", arguments: [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c)])
  func actorKeys(code: String, expected: UInt64) {
    #expect(RandomKey.actor(code) == expected)
  }

  @Test("every part of a key changes the draw, and the same key repeats it")
  func keysSeparate() {
    var keys = [RandomKey(seed: 1)]
    keys.append(RandomKey(seed: 2))
    for part in 1...3 {
      keys.append(RandomKey(seed: 1, replicate: part))
      keys.append(RandomKey(seed: 1, factor: part))
      keys.append(RandomKey(seed: 1, actor: UInt64(part)))
      keys.append(RandomKey(seed: 1, group: part))
      keys.append(RandomKey(seed: 1, indicator: part))
    }
    let draws = keys.flatMap { key in (0..<3).map { key.uniform(draw: $0) } }
    #expect(Set(draws).count == draws.count)
    #expect(keys[3].uniform() == keys[3].uniform())
  }

  @Test("uniform draws lie in [0, 1) with the mean and variance of the uniform distribution")
  func uniformMoments() {
    let draws = (0..<20_000).map { RandomKey(seed: 7, replicate: $0).uniform() }
    let moments = Moments(draws)
    #expect(moments.minimum >= 0 && moments.maximum < 1)
    // Four standard errors of the mean, and of the variance.
    #expect(abs((moments.mean ?? 0) - 0.5) < 4 * 0.2887 / 141.4)
    #expect(abs((moments.variance ?? 0) - 1.0 / 12) < 4 * 0.0745 / 141.4)
  }
}
