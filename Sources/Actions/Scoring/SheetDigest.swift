import Crypto
import Domain
import Scoring
import Store

/// The fingerprint of an actor's sheet: every score and part of it, but for ranks, which hang on others.
struct SheetDigest {
  private var bytes: [UInt8] = []

  mutating func of(_ sheet: ActorSheet) -> SHA256.Digest {
    bytes.removeAll(keepingCapacity: true)
    for numbers in [sheet.scores, sheet.unweighted, sheet.lowerBounds, sheet.upperBounds, sheet.coverages] {
      append(numbers)
    }
    append(sheet.statuses)
    append(sheet.places)
    for numbers in [sheet.raws, sheet.normalised, sheet.evidences, sheet.weights, sheet.contributions] {
      append(numbers)
    }
    append(sheet.placeStatuses)
    return SHA256.hash(data: bytes)
  }

  private mutating func append(_ numbers: [Double]) {
    append(count: numbers.count)
    // One pattern for what is absent, whatever not-a-number it is.
    if numbers.contains(where: \.isNaN) {
      numbers.map { $0.isNaN ? Double.nan : $0 }.withUnsafeBytes { bytes.append(contentsOf: $0) }
    } else {
      numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
  }

  private mutating func append(_ numbers: [Int16]) {
    append(count: numbers.count)
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  private mutating func append(count: Int) {
    withUnsafeBytes(of: UInt32(count).littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// The fingerprint of a run's results: actors in the order of their codes, each with its sheet's fingerprint, its ranks
/// and how far its scores can be trusted; then what the ranks hang on.
struct ResultDigest {
  private var hasher = SHA256()
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - ranks: node after node, 0 for none.
  ///   - intervals: node after node; empty where there are none.
  mutating func add(
    _ actor: Code, sheet: some Sequence<UInt8>, ranks: some Sequence<Int32>, _ intervals: [ScoreInterval?]
  ) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: actor.text.utf8)
    bytes.append(0)
    bytes += sheet
    for rank in ranks { withUnsafeBytes(of: rank.littleEndian) { bytes += $0 } }
    for (node, interval) in intervals.enumerated() {
      guard let interval else { continue }
      withUnsafeBytes(of: Int32(node).littleEndian) { bytes += $0 }
      for number in [
        interval.mean, interval.standardDeviation, interval.score.low, interval.score.median, interval.score.high,
        interval.rank?.low ?? .nan, interval.rank?.median ?? .nan, interval.rank?.high ?? .nan, interval.chanceOfTop,
      ] { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
      bytes += interval.grade.utf8
    }
    hasher.update(data: bytes)
  }

  mutating func add(_ factors: [RankFactor]) {
    for factor in factors.sorted(by: { $0.factor < $1.factor }) {
      var bytes = Array(factor.factor.utf8) + [0]
      for share in [factor.first, factor.total] {
        for number in [share.estimate, share.low, share.high] {
          withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
        }
      }
      hasher.update(data: bytes)
    }
  }

  func finalize() -> [UInt8] { Array(hasher.finalize()) }
}
