import Domain

/// Something done to the books. What it speaks of is counted back from the last that was made: `entry: 0` is the last
/// entry. Past the first it counts around, so that it still means something when operations before it are left out.
enum LedgerOperation: Hashable, Sendable {
  case book(Movement, key: Int)
  /// The same, where its day may lie in a closed period.
  case correct(Movement, key: Int)
  case hold(Int64, of: Int, through: Int, key: Int)
  case post(hold: Int, Movement, key: Int)
  case void(hold: Int)
  /// The night that begins a day: holds of the days before expire.
  case night(Int)
  case requestReversal(entry: Int, on: Int, by: Int)
  case decide(decision: Int, approve: Bool, by: Int)
  case reverse(decision: Int)
  case openPeriod(Int)
  case setPeriod(Int, FiscalPeriod.State)
  case issueReceipt(entry: Int)
  case voidReceipt(entry: Int)
  case seal
}

/// Money that moves in one of three ways; days count from 2026-01-01.
struct Movement: Hashable, Sendable {
  enum Kind: String, CaseIterable, Hashable, Sendable {
    /// From the giver into the cash of the account's owner.
    case receipt
    /// Out of the fund's own cash into an actor's.
    case allocation
    /// Out of an actor's cash to it.
    case disbursement
  }

  var kind: Kind
  /// Whose cash: 0 the fund's own, else an actor's. Only a receipt may be the fund's own.
  var owner: Int
  var amount: Int64
  var day: Int

  static let owners = 0...3

  /// What it does to the cash of each owner.
  var cash: [Int: Int64] {
    switch kind {
    case .receipt: [owner: amount]
    case .allocation: [0: -amount, owner: amount]
    case .disbursement: [owner: -amount]
    }
  }
}

/// Days and periods of the test's calendar.
enum ModelCalendar {
  static let daysOfPeriod = 30

  /// From 2020 on: what is dated after today is refused, and the model knows no today.
  static func date(_ day: Int) -> CalendarDate { CalendarDate(daysSinceEpoch: 18_262 + day) }
  static func span(_ period: Int) -> ClosedRange<Int> {
    period * daysOfPeriod...period * daysOfPeriod + daysOfPeriod - 1
  }
  static func period(of day: Int) -> Int { day / daysOfPeriod }
}

/// What an operation comes to, said the same by the model and by the books.
enum LedgerOutcome: Hashable, Sendable {
  case refused(String)
  /// The entry's place among all, and whether it is new.
  case entry(Int, isNew: Bool)
  case hold(Int)
  case decision(Int)
  case receipt(Int)
  case count(Int)
  case done
}
