import Actions
import Domain
import Foundation
import Logging

/// Claims jobs that are due and does them, one at a time.
public struct Queue: Sendable {
  /// What one pass did.
  public struct Counts: Hashable, Sendable {
    public var done = 0
    public var failed = 0
    /// Taken over by another worker while this one was at it.
    public var lost = 0
    /// A line a job, for people.
    public var lines: [String] = []
  }

  private let tadamun: Tadamun
  private let worker: String
  private let lease: Duration
  private let logger: Logger

  /// - Parameters:
  ///   - worker: Names this process in the table of jobs.
  ///   - lease: How long a claim holds without a sign of life; signs come every third of it.
  public init(_ tadamun: Tadamun, worker: String, lease: Duration, logger: Logger) {
    self.tadamun = tadamun
    self.worker = worker
    self.lease = lease
    self.logger = logger
  }

  /// Does jobs until none is due.
  public func runOnce() async throws -> Counts {
    var counts = Counts()
    while !Task.isCancelled, let claim = try await tadamun.claimJob(by: worker, lease: lease) {
      do {
        let line = try await withHeartbeat(claim) { try await perform(claim) }
        counts.done += 1
        counts.lines.append(line)
        logger.info("\(line)", metadata: ["job": "\(claim.id)"])
      } catch let error as ClaimLost {
        counts.lost += 1
        logger.warning("\(error)", metadata: ["job": "\(claim.id)"])
      } catch is CancellationError {
        // Shutting down: the job goes back at once, and nobody has to wait for the lease to run out.
        try await Task { try await tadamun.giveBack(claim, after: CancellationError(), retry: true) }.value
      } catch {
        try await tadamun.giveBack(claim, after: error, retry: !(error is Problem) && !(error is Problems))
        counts.failed += 1
        counts.lines.append("\(claim.kind) failed: \(error)")
        logger.error("\(claim.kind) failed: \(error)", metadata: ["job": "\(claim.id)"])
      }
    }
    return counts
  }

  private func perform(_ claim: JobClaim) async throws -> String {
    switch claim.kind {
    case ScoreProgramme.kind: return try await ScoreProgramme(tadamun).perform(claim)
    case KeepBooks.kind: return try await KeepBooks(tadamun).perform(claim)
    default: throw Problem("job_unknown", "This program does not know jobs of kind “\(claim.kind)”.")
    }
  }

  /// Runs `body` while the lease is prolonged; ends it when the claim is lost.
  private func withHeartbeat(_ claim: JobClaim, _ body: @escaping @Sendable () async throws -> String)
    async throws -> String
  {
    try await withThrowingTaskGroup(of: String?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        while true {
          try await Task.sleep(for: lease / 3)
          guard try await tadamun.extendLease(claim, by: lease) else { throw ClaimLost(job: claim.id) }
        }
      }
      defer { group.cancelAll() }
      while let line = try await group.next() {
        if let line { return line }
      }
      throw CancellationError()
    }
  }
}
