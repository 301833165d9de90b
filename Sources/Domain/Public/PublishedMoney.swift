/// What everybody may read of the money of a programme, as of the end of a period: sums by kind of money and currency,
/// without those from which the amounts of few would follow. It never changes once it is published.
public struct PublishedMoney: Hashable, Sendable {
  /// A kind of money in one currency.
  public struct Key: Hashable, Comparable, Sendable {
    public let instrument: Instrument
    public let currency: Currency

    public init(_ instrument: Instrument, _ currency: Currency) {
      self.instrument = instrument
      self.currency = currency
    }

    public static func < (left: Key, right: Key) -> Bool {
      (left.instrument.rawValue, left.currency.code) < (right.instrument.rawValue, right.currency.code)
    }
  }

  public enum Measure: CaseIterable, Hashable, Sendable {
    case promised
    /// Handed over or still held, after fees.
    case received
    case spent
  }

  /// What came by one kind of money, in minor units; what is hidden is nil.
  public struct Sums: Hashable, Sendable {
    /// Actors that something came to; nil where all is hidden.
    public let actorCount: Int?
    public let amounts: [Measure: Int64]

    public init(actorCount: Int?, amounts: [Measure: Int64]) {
      self.actorCount = actorCount
      self.amounts = amounts
    }

    public subscript(_ measure: Measure) -> Int64? { amounts[measure] }
    public var hidesSomething: Bool { amounts.count < Measure.allCases.count }
  }

  /// What each actor had of each kind of money: see ``SmallSums``.
  public typealias Parts = [Key: [Measure: [ID<Actor>: Int64]]]

  public let period: DateSpan
  public let version: Int
  public let sums: [Key: Sums]
  /// What the sums are made of; empty where it is read for everybody.
  public let parts: Parts

  public init(period: DateSpan, version: Int, sums: [Key: Sums], parts: Parts = [:]) {
    self.period = period
    self.version = version
    self.sums = sums
    self.parts = parts
  }

  /// The next version of what may be read of a period, after everything that was published of any period.
  ///
  /// - Parameter earlier: With their parts.
  public init(period: DateSpan, parts: Parts, earlier: [PublishedMoney]) {
    var sums: [Key: Sums] = [:]
    for (key, own) in parts {
      let actors = Set(own.values.flatMap { amounts in amounts.filter { $0.value != 0 }.keys })
      guard actors.count >= SmallSums.leastActors else {
        sums[key] = Sums(actorCount: nil, amounts: [:])
        continue
      }
      var amounts: [Measure: Int64] = [:]
      for measure in Measure.allCases {
        let now = own[measure] ?? [:]
        let shown = earlier.filter { $0.sums[key]?[measure] != nil }.map { $0.parts[key]?[measure] ?? [:] }
        if SmallSums.mayShow(now, after: shown) { amounts[measure] = now.values.reduce(0, +) }
      }
      sums[key] = Sums(actorCount: actors.count, amounts: amounts)
    }
    let version = (earlier.filter { $0.period == period }.map(\.version).max() ?? 0) + 1
    self.init(period: period, version: version, sums: sums, parts: parts)
  }
}
