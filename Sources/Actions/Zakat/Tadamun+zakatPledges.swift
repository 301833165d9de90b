import Domain
import Postgres
import Store

extension Tadamun {
  /// Records that somebody promises zakat. Nothing is booked. Recorded again, the same promise changes nothing.
  ///
  /// - Throws: `zakat_fund_unknown`, `currency_differs`; `pledge_exists` where the code is another promise's;
  ///   `donor_unknown`, `territory_unknown`.
  @discardableResult
  public func promise(_ pledge: ZakatPledge, by source: Source) async throws -> ZakatPledgeStanding {
    try await transaction { transaction in
      let fund = try await zakatFund(pledge.fund, in: transaction)
      try ZakatRule.requireCurrency(pledge.amount, of: fund.fund)
      if let stored = try await ZakatPledges.standing(of: pledge.code, in: transaction) {
        guard stored.pledge == pledge else {
          throw Problem("pledge_exists", "There is another pledge “\(pledge.code)”.")
        }
        return stored
      }
      try await ZakatPledges.insert(pledge, in: fund.id, session: transaction)
      let body = JSONText.object(["amount": .text(pledge.amount.description), "fund": .text(pledge.fund.text)])
      try await Events.append(
        "zakat_pledged", about: "zakat_pledge:\(pledge.code)", body: body, by: source.name, in: transaction)
      return try await zakatPledge(pledge.code, in: transaction)
    }
  }

  /// Says that what has not come of a promise will not. Said again, it changes nothing.
  /// - Throws: `pledge_unknown`; `pledge_ended` where it has lapsed or came whole; `reason_missing`.
  @discardableResult
  public func cancelZakatPledge(_ code: Code, on day: CalendarDate, reason: String, by source: Source) async throws
    -> ZakatPledgeStanding
  {
    try await transaction { transaction in
      let fund = try await zakatFund(zakatPledge(code, in: transaction).pledge.fund, in: transaction)
      try await ZakatFunds.lock(fund.id, in: transaction)
      let standing = try await zakatPledge(code, in: transaction)
      if standing.state == .cancelled { return standing }
      try standing.requireOpen()
      try await ZakatPledges.cancel(code, on: day, reason: reason, by: source.name, in: transaction)
      try await Events.append(
        "zakat_pledge_cancelled", about: "zakat_pledge:\(code)", body: JSONText.object(["reason": .text(reason)]),
        by: source.name, in: transaction)
      return try await zakatPledge(code, in: transaction)
    }
  }

  /// What became of a promise.
  /// - Throws: `pledge_unknown`.
  public func zakatPledge(_ code: Code) async throws -> ZakatPledgeStanding {
    try await reading { try await zakatPledge(code, in: $0) }
  }

  /// Promises to a fund of which something is open, in the order of their codes, after `code`; at most 500.
  /// - Throws: `zakat_fund_unknown`.
  public func openZakatPledges(to fund: Code, after code: Code? = nil, limit: Int) async throws
    -> [ZakatPledgeStanding]
  {
    try await reading { session in
      let fund = try await zakatFund(fund, in: session)
      return try await ZakatPledges.open(of: fund.id, after: code, limit: min(max(limit, 1), 500), in: session)
    }
  }

  func zakatPledge(_ code: Code, in session: some Session) async throws -> ZakatPledgeStanding {
    guard let standing = try await ZakatPledges.standing(of: code, in: session) else {
      throw Problem("pledge_unknown", "There is no pledge “\(code)”.")
    }
    return standing
  }
}

extension BookkeepingStep {
  /// Ends promises of zakat whose last day has passed.
  static let lapsedZakatPledges = BookkeepingStep(name: "zakat_pledges") { tadamun, day in
    try await tadamun.transaction { transaction in
      let lapsed = try await ZakatPledges.lapse(on: day, by: Source.worker.name, in: transaction)
      for code in lapsed {
        let body = JSONText.object(["on": .text(day.description)])
        try await Events.append(
          "zakat_pledge_lapsed", about: "zakat_pledge:\(code)", body: body, by: Source.worker.name, in: transaction)
      }
      return lapsed.count
    }
  }
}
