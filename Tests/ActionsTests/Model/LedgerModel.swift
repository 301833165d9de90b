import Domain

/// The books as plain Swift: what each operation must come to, and what is there afterwards.
struct LedgerModel: Sendable {
  struct Entry: Sendable {
    let cash: [Int: Int64]
    let day: Int
    let isReceipt: Bool
    let isReversal: Bool
    var isReversed = false
    var receipt: Int?
    var isReceiptVoid = false
  }

  enum HoldState: Hashable, Sendable { case held, void, expired, posted(entry: Int) }

  struct Hold: Sendable {
    let owner: Int
    let amount: Int64
    let through: Int
    var state = HoldState.held
  }

  struct Request: Sendable {
    let entry: Int
    let day: Int
    let maker: Int
    var verdict: (approved: Bool, by: Int)?
    var reversal: Int?
  }

  /// A mistake put in on purpose, to see that it is found.
  enum Fault: Sendable { case none, voidKeepsMoney, heldMoneyIsSpent }

  let fault: Fault
  private(set) var entries: [Entry] = []
  private(set) var holds: [Hold] = []
  private(set) var requests: [Request] = []
  private(set) var periods: [Int: FiscalPeriod.State] = [:]
  private(set) var cash: [Int: Int64] = [:]
  private(set) var held: [Int: Int64] = [:]
  private var entryKeys: [Int: (movement: Movement, entry: Int)] = [:]
  private var holdKeys: [Int: (hold: Hold, index: Int)] = [:]
  private var receiptNumbers: [Int: Int] = [:]
  private var sealed = 0

  init(fault: Fault = .none) { self.fault = fault }

  /// Does `operation`; a refusal changes nothing.
  mutating func apply(_ operation: LedgerOperation) -> LedgerOutcome {
    switch operation {
    case .book(let movement, let key): return book(movement, on: movement.day, key)
    case .correct(let movement, let key): return book(movement, on: firstOpenDay(movement.day), key)
    case .hold(let amount, let owner, let through, let key):
      return hold(Hold(owner: owner, amount: amount, through: through), key)
    case .post(let hold, let movement, let key): return post(hold, movement, key)
    case .void(let hold): return void(hold)
    case .night(let day): return night(day)
    case .requestReversal(let entry, let day, let maker): return request(entry, day, maker)
    case .decide(let decision, let approve, let person): return decide(decision, approve, person)
    case .reverse(let decision): return reverse(decision)
    case .openPeriod(let period):
      if periods[period] != nil { return .refused("period_exists") }
      periods[period] = .open
      return .done
    case .setPeriod(let period, let state):
      guard let before = periods[period] else { return .refused("period_unknown") }
      if before != state && before == .closed { return .refused("period_closed") }
      periods[period] = state
      return .done
    case .issueReceipt(let entry): return issueReceipt(entry)
    case .voidReceipt(let entry): return voidReceipt(entry)
    case .seal:
      defer { sealed = entries.count }
      return .count(entries.count - sealed)
    }
  }

  private func firstOpenDay(_ day: Int) -> Int {
    var day = day
    while let state = periods[ModelCalendar.period(of: day)], state != .open {
      day = ModelCalendar.span(ModelCalendar.period(of: day)).upperBound + 1
    }
    return day
  }

  private func hasRoom(for change: [Int: Int64], freeing: (owner: Int, amount: Int64) = (0, 0)) -> Bool {
    change.allSatisfy { owner, amount in
      let freed = owner == freeing.owner ? freeing.amount : 0
      let kept = fault == .heldMoneyIsSpent ? 0 : held[owner, default: 0] - freed
      return cash[owner, default: 0] - kept + amount >= 0
    }
  }

  private mutating func append(_ entry: Entry) -> LedgerOutcome {
    entries.append(entry)
    for (owner, amount) in entry.cash { cash[owner, default: 0] += amount }
    return .entry(entries.count - 1, isNew: true)
  }
}

// MARK: - Entries and holds

extension LedgerModel {
  /// What booking comes to before anything is written; nil where it would be new.
  private func verdict(
    _ movement: Movement, on day: Int, _ key: Int, freeing: (owner: Int, amount: Int64) = (0, 0)
  ) -> LedgerOutcome? {
    if let known = entryKeys[key] {
      return known.movement == movement ? .entry(known.entry, isNew: false) : .refused("idempotency_conflict")
    }
    if let state = periods[ModelCalendar.period(of: day)], state != .open { return .refused("period_closed") }
    return hasRoom(for: movement.cash, freeing: freeing) ? nil : .refused("insufficient_funds")
  }

  fileprivate mutating func book(_ movement: Movement, on day: Int, _ key: Int) -> LedgerOutcome {
    if let outcome = verdict(movement, on: day, key) { return outcome }
    entryKeys[key] = (movement, entries.count)
    return append(
      Entry(cash: movement.cash, day: day, isReceipt: movement.kind == .receipt, isReversal: false))
  }

  fileprivate mutating func hold(_ hold: Hold, _ key: Int) -> LedgerOutcome {
    if let known = holdKeys[key] {
      let isSame =
        known.hold.owner == hold.owner && known.hold.amount == hold.amount
        && known.hold.through == hold.through
      return isSame ? .hold(known.index) : .refused("idempotency_conflict")
    }
    guard hasRoom(for: [hold.owner: -hold.amount]) else { return .refused("insufficient_funds") }
    holdKeys[key] = (hold, holds.count)
    holds.append(hold)
    held[hold.owner, default: 0] += hold.amount
    return .hold(holds.count - 1)
  }

  private mutating func end(_ index: Int, _ state: HoldState) {
    holds[index].state = state
    held[holds[index].owner, default: 0] -= holds[index].amount
  }

  fileprivate mutating func post(_ number: Int, _ movement: Movement, _ key: Int) -> LedgerOutcome {
    guard let index = place(number, among: holds.count) else { return .refused("hold_unknown") }
    let hold = holds[index]
    switch hold.state {
    case .void, .expired: return .refused("already_ended")
    case .posted(let posted):
      let outcome = verdict(movement, on: movement.day, key)
      guard case .entry(let entry, _) = outcome else { return outcome ?? .refused("already_ended") }
      return entry == posted ? .entry(entry, isNew: false) : .refused("already_ended")
    case .held:
      switch verdict(movement, on: movement.day, key, freeing: (hold.owner, hold.amount)) {
      case .refused(let code): return .refused(code)
      case .some: return .refused("posted_hold_differs")
      case nil: break
      }
      let taken = -(movement.cash[hold.owner] ?? 0)
      guard (1...hold.amount).contains(taken) else { return .refused("posted_hold_differs") }
      end(index, .posted(entry: entries.count))
      return book(movement, on: movement.day, key)
    }
  }

  fileprivate mutating func void(_ number: Int) -> LedgerOutcome {
    guard let index = place(number, among: holds.count) else { return .refused("hold_unknown") }
    switch holds[index].state {
    case .void: return .done
    case .expired, .posted: return .refused("already_ended")
    case .held:
      let amount = holds[index].amount
      end(index, .void)
      if fault == .voidKeepsMoney { held[holds[index].owner, default: 0] += amount }
      return .done
    }
  }

  fileprivate mutating func night(_ day: Int) -> LedgerOutcome {
    let due = holds.indices.filter { holds[$0].state == .held && holds[$0].through < day }
    for index in due { end(index, .expired) }
    return .count(due.count)
  }
}

// MARK: - Reversals and receipts

extension LedgerModel {
  fileprivate mutating func request(_ number: Int, _ day: Int, _ maker: Int) -> LedgerOutcome {
    guard let entry = place(number, among: entries.count) else { return .refused("entry_unknown") }
    if entries[entry].isReversal { return .refused("cannot_reverse_reversal") }
    if entries[entry].isReversed { return .refused("already_reversed") }
    let pending = requests.firstIndex {
      $0.entry == entry && $0.day == day && $0.maker == maker && $0.verdict == nil
    }
    if let pending { return .decision(pending) }
    requests.append(Request(entry: entry, day: day, maker: maker))
    return .decision(requests.count - 1)
  }

  fileprivate mutating func decide(_ number: Int, _ approve: Bool, _ person: Int) -> LedgerOutcome {
    guard let index = place(number, among: requests.count) else { return .refused("decision_unknown") }
    if let verdict = requests[index].verdict {
      return verdict.approved == approve && verdict.by == person ? .done : .refused("already_decided")
    }
    if requests[index].maker == person { return .refused("maker_is_not_checker") }
    requests[index].verdict = (approve, person)
    return .done
  }

  fileprivate mutating func reverse(_ number: Int) -> LedgerOutcome {
    guard let index = place(number, among: requests.count) else { return .refused("decision_unknown") }
    let request = requests[index]
    guard let verdict = request.verdict else { return .refused("decision_pending") }
    guard verdict.approved else { return .refused("decision_refused") }
    if let reversal = request.reversal { return .entry(reversal, isNew: false) }
    if entries[request.entry].isReversed { return .refused("already_reversed") }
    let mirror = entries[request.entry].cash.mapValues { -$0 }
    guard hasRoom(for: mirror) else {
      return .refused("insufficient_funds")
    }
    entries[request.entry].isReversed = true
    requests[index].reversal = entries.count
    return append(
      Entry(cash: mirror, day: firstOpenDay(request.day), isReceipt: false, isReversal: true))
  }

  fileprivate mutating func issueReceipt(_ number: Int) -> LedgerOutcome {
    guard let index = place(number, among: entries.count) else { return .refused("entry_unknown") }
    if let receipt = entries[index].receipt { return .receipt(receipt) }
    guard entries[index].isReceipt else { return .refused("receipt_not_due") }
    let year = ModelCalendar.date(entries[index].day).year
    receiptNumbers[year, default: 0] += 1
    entries[index].receipt = receiptNumbers[year]
    return .receipt(receiptNumbers[year, default: 0])
  }

  fileprivate mutating func voidReceipt(_ number: Int) -> LedgerOutcome {
    guard let index = place(number, among: entries.count), entries[index].receipt != nil else {
      return .refused("receipt_unknown")
    }
    if entries[index].isReceiptVoid { return .refused("already_voided") }
    entries[index].isReceiptVoid = true
    return .done
  }
}

/// Which of `count` things a number means, counted back from the last; nil where there is none.
func place(_ number: Int, among count: Int) -> Int? { count == 0 ? nil : count - 1 - number % count }
