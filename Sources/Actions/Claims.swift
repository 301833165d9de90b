import Domain
import Postgres
import Store

extension Tadamun {
  /// A job as whoever claimed it holds it.
  public typealias JobClaim = Jobs.Claim

  /// The database's clock, which all workers share.
  public func now() async throws -> Timestamp { try await Clock.now(in: pool) }

  /// How often a job is tried before it is given up.
  public static let maximumAttempts = 20

  /// Claims the job that is due first.
  public func claimJob(by worker: String, lease: Duration) async throws -> Jobs.Claim? {
    try await transaction { transaction in
      try await Jobs.claim(by: worker, lease: lease, maximumAttempts: Tadamun.maximumAttempts, in: transaction)
    }
  }

  /// Prolongs a claim.
  /// - Returns: Whether it still holds; where not, somebody else has the job and this holder writes nothing more.
  public func extendLease(_ claim: Jobs.Claim, by lease: Duration) async throws -> Bool {
    try await Jobs.extendLease(claim, by: lease, in: pool)
  }

  /// Gives a job back after a failure: for another try after a pause that grows, or for good where trying again can't
  /// help.
  public func giveBack(_ claim: Jobs.Claim, after error: any Error, retry: Bool) async throws {
    let pause: Duration = .seconds(min(600, 1 << min(claim.attempts, 9)))
    let isLast = claim.attempts >= Tadamun.maximumAttempts
    try await Jobs.fail(claim, error: "\(error)", retryAfter: retry && !isLast ? pause : nil, in: pool)
  }

  /// Ends jobs that nobody holds and nobody may try again.
  /// - Returns: How many.
  public func rescueJobs() async throws -> Int {
    try await Jobs.failAbandoned(maximumAttempts: Tadamun.maximumAttempts, in: pool)
  }

  /// Ends a job that had nothing else to write.
  func finish(_ claim: Jobs.Claim, outcome: String, in session: some Session) async throws {
    guard try await Jobs.finish(claim, outcome: outcome, in: session) else { throw ClaimLost(job: claim.id) }
  }
}

/// The lease of a job ran out and somebody else claimed it; what this holder did is rolled back.
public struct ClaimLost: Error, CustomStringConvertible {
  public let job: Int64

  public var description: String { "job \(job) is held by another worker now" }
}
