/// Scores as whole numbers, so that the money they share is split exactly.
///
/// All scores are scaled by the one power of two that puts the largest between 2⁵¹ and 2⁵², and rounded to the nearest
/// whole number. Doubles are multiples of powers of two: the largest scores keep every bit, and smaller ones are off by
/// at most 2⁻⁵² of the largest, a hundred-millionth of a centime in a million dirhams.
enum ScoreWeights {
  /// - Parameter scores: finite and not negative.
  static func of(_ scores: [Double]) -> [UInt64] {
    guard let largest = scores.max(), largest > 0 else { return scores.map { _ in 0 } }
    let shift = 51 - Int(largest.exponent)
    return scores.map { score in
      UInt64(Double(sign: .plus, exponent: shift, significand: score).rounded(.toNearestOrEven))
    }
  }
}
