import Crypto
import Domain

/// The fingerprint of a run's results: every score and part, actors in the order of their codes.
struct ResultDigest {
  private var hasher = SHA256()

  mutating func add(_ actor: Code, _ scores: [ActorScore], _ parts: [ScorePart]) {
    var bytes = Array(actor.text.utf8) + [0]
    for score in scores {
      append(score.node, to: &bytes)
      for number in [score.score, score.unweighted, score.lowerBound, score.upperBound, score.coverage] {
        append(number, to: &bytes)
      }
      append(score.rank.map(Double.init), to: &bytes)
      append(score.status, to: &bytes)
    }
    for part in parts {
      append(part.indicator, to: &bytes)
      append(part.group, to: &bytes)
      for number in [part.raw, part.normalised, part.evidence, part.weight, part.contribution] {
        append(number, to: &bytes)
      }
      append(part.status, to: &bytes)
    }
    hasher.update(data: bytes)
  }

  func finalize() -> [UInt8] { Array(hasher.finalize()) }

  private func append(_ text: String, to bytes: inout [UInt8]) {
    bytes += text.utf8
    bytes.append(0)
  }

  /// Nil is a pattern that no number of a result has.
  private func append(_ number: Double?, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: (number?.bitPattern ?? .max).littleEndian) { bytes += $0 }
  }
}
