import Domain
import Store

extension GrantDesk {
  /// Whether looking at a tranche's conditions can change anything.
  func mayAssess(_ number: Int) -> Bool {
    guard let tranche = sheet.tranches.first(where: { $0.number == number }) else { return false }
    return sheet.state.pays && [.planned, .conditionsPending, .releasable].contains(tranche.state)
  }

  /// Judges the open conditions of a tranche and keeps each finding with all it rests on. What was found met once stays
  /// met: a later run or report never judges the past anew.
  ///
  /// - Throws: `tranche_unknown`, `grant_not_running`, `step_not_allowed`.
  func assess(_ number: Int, on day: CalendarDate) async throws {
    let tranche = try running(number)
    guard mayAssess(number) else {
      throw Problem("step_not_allowed", "Tranche \(number) is \(tranche.state.rawValue); its conditions are settled.")
    }
    for condition in tranche.conditions where condition.status == "open" {
      let finding = try await judge(condition.condition, on: day)
      let key = Grants.ConditionKey(
        grant: sheet.id, version: sheet.version, tranche: number, condition: condition.number)
      try await Grants.insert(finding, on: key, day: day, by: person, policy: sheet.policy, in: transaction)
    }
    let isOpen = try await !Grants.openItems(of: number, of: sheet.id, on: day, in: transaction).isEmpty
    var states: [TrancheState] = tranche.state == .planned ? [.conditionsPending] : []
    if isOpen, tranche.state == .releasable { states.append(.conditionsPending) }
    if !isOpen, tranche.state != .releasable { states.append(.releasable) }
    try await trancheSteps(tranche, states, on: day)
  }

  /// Asks for a tranche whose conditions are met or waived.
  ///
  /// - Returns: The decision that another person takes.
  /// - Throws: ``Problems`` with `condition_open` for each condition and `report_overdue` for each report that stands in
  ///   the way; `tranche_unknown`, `grant_not_running`, `tranche_out_of_order`, `requester_waived`.
  func request(_ number: Int, on day: CalendarDate) async throws -> ID<Decision> {
    let tranche = try running(number)
    try await requireNothingOpen(tranche, on: day)
    try tranche.state.step(to: .requested, of: "Tranche \(number)")
    try requireOrder(number)
    let decision = try await tadamun.request(
      .disbursement, on: subject(number), body: body(of: tranche), under: sheet.policy, by: person, in: transaction)
    try await trancheStep(tranche, to: .requested, on: day, decision: decision)
    return decision
  }

  /// - Throws: `maker_is_not_checker`; what ``request(_:on:)`` throws where something came up meanwhile.
  func approve(_ number: Int, on day: CalendarDate) async throws {
    let tranche = try running(number)
    try tranche.state.step(to: .approved, of: "Tranche \(number)")
    try await requireNothingOpen(tranche, on: day)
    let decision = try decision(of: tranche)
    try await tadamun.decide(decision, .approved, reason: "", by: person, in: transaction)
    try await trancheStep(tranche, to: .approved, on: day, decision: decision)
  }

  func refuse(_ number: Int, on day: CalendarDate, reason: String) async throws {
    let tranche = try known(number)
    guard tranche.state == .requested else {
      throw Problem("step_not_allowed", "Tranche \(number) is \(tranche.state.rawValue), not requested.")
    }
    try await tadamun.decide(decision(of: tranche), .refused, reason: reason, by: person, in: transaction)
    try await trancheStep(tranche, to: .conditionsPending, on: day, reason: reason)
  }

  /// Pays an approved tranche out of the fund's undesignated cash.
  /// - Throws: `insufficient_funds`; `step_not_allowed`; what ``request(_:on:)`` throws.
  func pay(_ number: Int, on day: CalendarDate) async throws {
    let tranche = try running(number)
    try tranche.state.step(to: .paid, of: "Tranche \(number)")
    try await requireNothingOpen(tranche, on: day)
    let decision = try decision(of: tranche)
    _ = try await tadamun.approved(
      decision, .disbursement, on: subject(number), body: body(of: tranche), in: transaction)
    let minor = tranche.amount.minor
    try await book(
      .grantPayment, [(.disbursements, sheet.grant.grantee, minor), (.cash, nil, -minor)], on: day,
      as: "tranche \(number)", decision: decision, tranche: number)
    try await trancheStep(tranche, to: .paid, on: day, decision: decision)
    if sheet.state == .agreed { try await steps([.active], on: day) }
  }

  // MARK: What they share

  func known(_ number: Int) throws -> GrantSheet.Tranche {
    guard let tranche = sheet.tranches.first(where: { $0.number == number }) else {
      throw Problem("tranche_unknown", "\(name) has no tranche \(number).")
    }
    return tranche
  }

  func trancheStep(
    _ tranche: GrantSheet.Tranche, to state: TrancheState, on day: CalendarDate, reason: String = "",
    decision: ID<Decision>? = nil
  ) async throws {
    try await Grants.step(
      sheet.id, tranche: tranche.number, number: tranche.step + 1, from: tranche.state, to: state, on: day,
      reason: reason, by: person, decision: decision, in: transaction)
  }

  func subject(_ number: Int) -> String { "tranche:\(code)/\(number)" }

  private func trancheSteps(_ tranche: GrantSheet.Tranche, _ states: [TrancheState], on day: CalendarDate) async throws
  {
    var from = tranche.state
    for (index, state) in states.enumerated() {
      try await Grants.step(
        sheet.id, tranche: tranche.number, number: tranche.step + 1 + index, from: from, to: state, on: day, by: person,
        in: transaction)
      from = state
    }
  }

  private func running(_ number: Int) throws -> GrantSheet.Tranche {
    let tranche = try known(number)
    guard sheet.state.pays else {
      throw Problem("grant_not_running", "\(name) is \(sheet.state.rawValue); nothing is paid.")
    }
    return tranche
  }

  private func decision(of tranche: GrantSheet.Tranche) throws -> ID<Decision> {
    guard let decision = tranche.decision else {
      throw Problem("decision_unknown", "Nobody asked for tranche \(tranche.number).")
    }
    return decision
  }

  private func requireOrder(_ number: Int) throws {
    guard let earlier = sheet.tranches.first(where: { $0.number == number - 1 }) else { return }
    guard earlier.state == .paid || earlier.state == .accounted else {
      throw Problem("tranche_out_of_order", "Tranche \(number - 1) is \(earlier.state.rawValue); it comes first.")
    }
  }

  /// What is asked for, word for word: what is approved is paid, and nothing else. Of a score that pays it has the run,
  /// the fingerprint of its results, the score and its interval; what was found met never changes.
  private func body(of tranche: GrantSheet.Tranche) -> String {
    var body: [String: JSONText] = [
      "agreement": .integer(Int64(sheet.version)), "amount": .text(tranche.amount.decimal),
      "currency": .text(tranche.amount.currency.code), "grant": .text(code.text),
      "tranche": .integer(Int64(tranche.number)),
    ]
    let scores = tranche.conditions.compactMap { condition -> JSONText? in
      guard let finding = condition.finding, finding.isMet, let reading = finding.reading else { return nil }
      return reading.decided(condition: condition.number)
    }
    if !scores.isEmpty { body["scores"] = .list(scores) }
    return JSONText.object(body)
  }

  private func requireNothingOpen(_ tranche: GrantSheet.Tranche, on day: CalendarDate) async throws {
    let items = try await Grants.openItems(of: tranche.number, of: sheet.id, on: day, in: transaction)
    try Problems.throwIfAny(
      items.map { item in
        switch item {
        case .condition(let number):
          let finding = tranche.conditions.first { $0.number == number }?.finding
          return Problem(
            "condition_open", finding?.sentence ?? "Condition \(number) was not looked at yet.",
            at: Place(field: "conditions[\(number)]"))
        case .report(let number):
          let due = sheet.reports.first { $0.due.number == number }?.due.dueOn
          return Problem(
            "report_overdue", "Report \(number) was due on \(due.map(\.description) ?? "a day before \(day)").",
            at: Place(field: "reports[\(number)]"))
        }
      })
  }
}

extension ScoreReading {
  /// What a decision keeps of it. Numbers are texts, written with the fewest digits that read back as the same number.
  fileprivate func decided(condition: Int) -> JSONText {
    var members: [String: JSONText] = [
      "condition": .integer(Int64(condition)), "run": .integer(run),
      "results_sha256": .text(resultsSHA256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()),
      "as_of": .text(asOf.description), "score": .optional(score.map { "\($0)" }),
    ]
    if let interval {
      members["interval"] = .members([
        "p5": .text("\(interval.score.low)"), "p50": .text("\(interval.score.median)"),
        "p95": .text("\(interval.score.high)"), "grade": .text(interval.grade),
      ])
    }
    return .members(members)
  }
}
