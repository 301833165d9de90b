import Domain
import Synchronization

/// How many requests somebody may make: a bucket a name, which holds ``burst`` tokens and fills by ``perMinute``.
///
/// The buckets are this process's own: two processes let through twice as much.
final class RequestLimit: Sendable {
  private struct Bucket {
    var tokens: Double
    var filledAt: ContinuousClock.Instant
  }

  /// The most names that are remembered. Past it, whoever was not heard of for a minute is forgotten; where that frees
  /// nothing, all who are new share one bucket.
  private static let maximumNames = 50_000

  private let perMinute: Double
  private let burst: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  /// - Parameter perMinute: How many requests a minute; as many may come at once.
  init(perMinute: Int) {
    self.perMinute = Double(perMinute)
    burst = Double(perMinute)
  }

  /// Takes a token out of the bucket of `name`.
  /// - Throws: `too_many_requests` where it is empty.
  func take(for name: String, at moment: ContinuousClock.Instant = .now) throws(Problem) {
    let isTaken = buckets.withLock { buckets in
      if buckets.count >= RequestLimit.maximumNames {
        buckets = buckets.filter { moment - $0.value.filledAt < .seconds(60) }
      }
      let isNew = buckets[name] == nil && buckets.count >= RequestLimit.maximumNames
      let name = isNew ? "" : name
      var bucket = buckets[name] ?? Bucket(tokens: burst, filledAt: moment)
      let minutes = max(.zero, moment - bucket.filledAt) / .seconds(60)
      bucket.tokens = min(burst, bucket.tokens + minutes * perMinute)
      bucket.filledAt = moment
      let isFull = bucket.tokens >= 1
      if isFull { bucket.tokens -= 1 }
      buckets[name] = bucket
      return isFull
    }
    guard isTaken else {
      throw Problem("too_many_requests", "There were too many requests in the last minute; wait a little.")
    }
  }
}
