import Domain

/// Random operations, the same for the same seed. Time goes on by a period every few hundred operations, so that there
/// are always open days and closed ones.
struct OperationGenerator {
  private var random: SeededRandom
  private var made: [LedgerOperation] = []

  init(seed: UInt64) { random = SeededRandom(state: seed) }

  static func operations(_ count: Int, seed: UInt64) -> [LedgerOperation] {
    var generator = OperationGenerator(seed: seed)
    for _ in 0..<count { generator.made.append(generator.next()) }
    return generator.made
  }

  private mutating func next() -> LedgerOperation {
    let choice = Int.random(in: 0..<100, using: &random)
    // A retry, and the key of something else, are what idempotency is for.
    if choice < 8, let earlier = recent() { return earlier }
    if choice < 13, let earlier = recent(), let stolen = stealing(earlier) { return stolen }
    switch choice {
    case ..<45: return .book(movement(), key: made.count)
    case ..<49: return .correct(movement(), key: made.count)
    case ..<60:
      return .hold(amount(), of: owner(from: 0), through: day(), key: made.count)
    case ..<68: return .post(hold: reference(), movement(), key: made.count)
    case ..<73: return .void(hold: reference())
    case ..<74: return .night(day())
    case ..<78: return .requestReversal(entry: reference(), on: day(), by: person())
    case ..<83: return .decide(decision: reference(), approve: Int.random(in: 0..<4, using: &random) > 0, by: person())
    case ..<88: return .reverse(decision: reference())
    case ..<89: return .openPeriod(period())
    case ..<91: return .setPeriod(period(), [.open, .softClosed, .closed].randomElement(using: &random) ?? .open)
    case ..<95: return .issueReceipt(entry: reference())
    case ..<98: return .voidReceipt(entry: reference())
    case ..<99: return .seal
    default: return .book(movement(), key: made.count)
    }
  }

  private mutating func recent() -> LedgerOperation? {
    made.isEmpty ? nil : made[max(0, made.count - Int.random(in: 1...60, using: &random))]
  }

  private mutating func stealing(_ earlier: LedgerOperation) -> LedgerOperation? {
    switch earlier {
    case .book(_, let key), .correct(_, let key): .book(movement(), key: key)
    case .post(let hold, _, let key): .post(hold: hold, movement(), key: key)
    case .hold(_, _, _, let key): .hold(amount(), of: owner(from: 0), through: day(), key: key)
    default: nil
    }
  }

  private mutating func movement() -> Movement {
    let kinds: [Movement.Kind] = [.receipt, .receipt, .receipt, .allocation, .disbursement, .disbursement]
    let kind = kinds.randomElement(using: &random) ?? .receipt
    return Movement(kind: kind, owner: owner(from: kind == .receipt ? 0 : 1), amount: amount(), day: day())
  }

  private mutating func owner(from first: Int) -> Int {
    Int.random(in: first...Movement.owners.upperBound, using: &random)
  }
  private mutating func amount() -> Int64 { Int64.random(in: 1...2_000, using: &random) }
  private mutating func person() -> Int { Int.random(in: 0..<3, using: &random) }
  /// Mostly one of the last few.
  private mutating func reference() -> Int {
    Int.random(in: 0..<(Int.random(in: 0..<8, using: &random) == 0 ? 1_000 : 6), using: &random)
  }
  private var now: Int { made.count / 400 * ModelCalendar.daysOfPeriod + 2 * ModelCalendar.daysOfPeriod }
  private mutating func day() -> Int { now + Int.random(in: -50...50, using: &random) }
  private mutating func period() -> Int {
    max(0, ModelCalendar.period(of: now) - Int.random(in: 0...2, using: &random))
  }
}

/// SplitMix64: small, fast, and the same everywhere.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
