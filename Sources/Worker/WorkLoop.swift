import Actions
import Domain
import Logging
import ServiceLifecycle

/// Everything a worker does, over and over: schedule, rescue, seal, send refunds, work.
public struct WorkLoop: Service {
  /// What one pass did.
  public struct Pass: Sendable {
    public let slots: Tadamun.SlotCounts
    public let rescued: Int
    /// Entries that a seal covers now.
    public let sealed: Int
    /// Refunds of campaigns that went out to providers.
    public let refunds: Int
    public let jobs: Queue.Counts
  }

  private let scheduler: Scheduler
  private let rescuer: Rescuer
  private let sealer: Sealer
  private let refundSender: RefundSender
  private let queue: Queue
  private let pollInterval: Duration
  private let logger: Logger

  /// - Parameter pollInterval: The pause between two passes.
  public init(
    _ tadamun: Tadamun, nights: Nights, worker: String, lease: Duration, pollInterval: Duration, logger: Logger
  ) {
    scheduler = Scheduler(tadamun, nights: nights)
    rescuer = Rescuer(tadamun)
    sealer = Sealer(tadamun)
    refundSender = RefundSender(tadamun)
    queue = Queue(tadamun, worker: worker, lease: lease, logger: logger)
    self.pollInterval = pollInterval
    self.logger = logger
  }

  /// One pass.
  public func runOnce() async throws -> Pass {
    let slots = try await scheduler.runOnce()
    let rescued = try await rescuer.runOnce()
    let sealed = try await sealer.runOnce()
    let refunds = try await refundSender.runOnce()
    let jobs = try await queue.runOnce()
    return Pass(slots: slots, rescued: rescued, sealed: sealed, refunds: refunds, jobs: jobs)
  }

  /// Passes until shut down. A pass that fails, the database being away, is logged and tried again.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          _ = try await runOnce()
        } catch is CancellationError {
          return
        } catch {
          logger.error("a pass failed: \(error)")
        }
        do { try await Task.sleep(for: pollInterval) } catch { return }
      }
    }
  }
}
