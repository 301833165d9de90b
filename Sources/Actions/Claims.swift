import Domain
import Postgres
import Store

extension Tadamun {
  /// The database's clock, which all workers share.
  public func now() async throws -> Moment { try await Clock.now(in: pool) }

  /// How often a job is tried before it is given up.
  public static let maximumAttempts = 20

  /// The longest lease that a worker may be set up with (`work.lease_seconds`).
  public static let longestLease: Duration = .seconds(86_400)

  /// The longest pause before another try.
  static let longestPause: Duration = .seconds(600)

  /// Claims the job that is due first.
  public func claimJob(by worker: String, lease: Duration) async throws -> JobClaim? {
    try await transaction { transaction in
      try await Jobs.claim(by: worker, lease: lease, maximumAttempts: Tadamun.maximumAttempts, in: transaction)
    }
  }

  /// Prolongs a claim.
  /// - Returns: Whether it still holds; where not, somebody else has the job and this holder writes nothing more.
  public func extendLease(_ claim: JobClaim, by lease: Duration) async throws -> Bool {
    try await Jobs.extendLease(claim, by: lease, in: pool)
  }

  /// Gives a job back after a failure: for another try after a pause that grows, or for good where trying again can't
  /// help.
  public func giveBack(_ claim: JobClaim, after error: any Error, retry: Bool) async throws {
    let pause = min(Tadamun.longestPause, .seconds(1 << min(claim.attempts, 9)))
    let isLast = claim.attempts >= Tadamun.maximumAttempts
    try await Jobs.fail(claim, error: "\(error)", retryAfter: retry && !isLast ? pause : nil, in: pool)
  }

  /// Ends jobs that nobody holds and nobody may try again, and puts right what a clock wrote that was ahead: a lease
  /// that lies further away than any lease ends, and a job that would be due later than after the longest pause is due
  /// now, or with the night it is for where that is still to come.
  /// - Returns: How many were ended, freed or made due.
  public func rescueJobs() async throws -> Int {
    let ended = try await Jobs.failAbandoned(
      maximumAttempts: Tadamun.maximumAttempts, longestLease: Tadamun.longestLease, in: pool)
    let freed = try await Jobs.freeFromFarLeases(longestLease: Tadamun.longestLease, in: pool)
    return try await ended + freed + Jobs.bringForward(longestPause: Tadamun.longestPause, in: pool)
  }

  /// Ends a job that had nothing else to write.
  func finish(_ claim: JobClaim, outcome: String, in session: some Session) async throws {
    guard try await Jobs.finish(claim, outcome: outcome, in: session) else { throw ClaimLost(job: claim.id) }
  }
}
