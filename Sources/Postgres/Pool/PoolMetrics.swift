import Metrics

/// What a pool tells swift-metrics, each with the label `pool`.
struct PoolMetrics: Sendable {
  private let leases: Counter
  private let openings: Counter
  private let discards: Counter
  private let refusals: Counter
  private let waits: Metrics.Timer
  private let lent: Gauge

  init(name: String) {
    let labels = [("pool", name)]
    leases = Counter(label: "postgres_pool_leases_total", dimensions: labels)
    openings = Counter(label: "postgres_pool_connections_opened_total", dimensions: labels)
    discards = Counter(label: "postgres_pool_connections_discarded_total", dimensions: labels)
    refusals = Counter(label: "postgres_pool_refusals_total", dimensions: labels)
    waits = Timer(label: "postgres_pool_wait_seconds", dimensions: labels)
    lent = Gauge(label: "postgres_pool_connections_lent", dimensions: labels)
  }

  func lent(after wait: Duration, inUse count: Int) {
    leases.increment()
    waits.record(duration: wait)
    lent.record(count)
  }

  func opened() { openings.increment() }
  func discarded() { discards.increment() }
  func refused() { refusals.increment() }
  func inUse(_ count: Int) { lent.record(count) }
}
