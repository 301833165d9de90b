/// A source of numbers that are the same for the same seed on every machine: SplitMix64 (G. L. Steele, D. Lea and
/// C. H. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014).
struct SampleGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A source of its own for one part of a sample, so that a change in one part leaves the others as they were.
  init(seed: UInt64, part: String, _ index: Int = 0) {
    // FNV-1a over the name: the hash of the standard library is another one in every run.
    let name = part.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    state = seed ^ name ^ (UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number of `range`, each as likely as the others up to one part in 2⁶⁴.
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
  }

  /// True in so many cases of a hundred.
  mutating func chance(_ percent: Int) -> Bool { int(0...99) < percent }

  /// One of `list`, which is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[int(0...(list.count - 1))] }
}
