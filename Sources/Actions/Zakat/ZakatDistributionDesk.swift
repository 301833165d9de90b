import Domain
import Postgres
import Store

/// Finds whom and what a distribution names, and says which of its recipients are not entitled.
struct ZakatDistributionDesk {
  private let distribution: ZakatDistribution
  private let terms: ZakatTerms

  init(_ distribution: ZakatDistribution, terms: ZakatTerms) {
    self.distribution = distribution
    self.terms = terms
  }

  /// What is asked for, word for word: what the second person approves.
  var body: String {
    let lines = distribution.lines.map { line in
      JSONText.members([
        "category": .text(line.category.rawValue), "amount": .text(line.amount.description),
        "actor": .optional(line.actor?.text), "debt": .optional(line.debt?.text), "item": .optional(line.item),
        "shares": .list(
          line.shares.map {
            .members([
              "recipient": .text($0.recipient.text), "amount": .text($0.amount.description),
              "wakala": .optional($0.wakala),
            ])
          }),
      ])
    }
    return JSONText.object([
      "fund": .text(distribution.fund.text), "mode": .text(distribution.mode.rawValue),
      "region": .optional(distribution.region), "amount": .text(distribution.amount.description),
      "lines": .list(lines),
    ])
  }

  func lines(of tadamun: Tadamun, in transaction: Transaction) async throws -> [ZakatDistributions.Line] {
    let recipients = try await tadamun.knownRecipients(
      Set(distribution.lines.flatMap(\.shares).map(\.recipient)).sorted(), in: transaction)
    let actors = try await tadamun.knownActors(
      Set(distribution.lines.compactMap(\.actor)).sorted(), in: transaction)
    var underWay: [Int64: Int64] = [:]
    if ceiling != nil {
      underWay = try await ZakatDistributions.underWay(
        to: Array(recipients.values), in: distribution.amount.currency, session: transaction)
    }
    let given = Dictionary(
      distribution.lines.flatMap(\.shares).map { ($0.recipient, $0.amount.minor) }, uniquingKeysWith: +)
    var problems: [Problem] = []
    var lines: [ZakatDistributions.Line] = []
    for (number, line) in distribution.lines.enumerated() {
      let entitled = try await ZakatRecipients.entitlements(
        of: line.shares.compactMap { recipients[$0.recipient] }, for: line.category, on: distribution.requestedOn,
        in: transaction)
      var shares: [ZakatDistributions.Share] = []
      for (position, share) in line.shares.enumerated() {
        let place = Place(field: "lines[\(number)].shares[\(position)].recipient")
        guard let recipient = recipients[share.recipient], let entitlement = entitled[recipient] else {
          problems.append(notEligible(share, line, at: place))
          continue
        }
        if let problem = nisabProblem(
          share, entitlement, (given[share.recipient] ?? 0) + (underWay[recipient] ?? 0), at: place)
        {
          problems.append(problem)
        }
        shares.append(
          ZakatDistributions.Share(
            recipient: recipient, assessment: entitlement.assessment, amountMinor: share.amount.minor,
            wakala: share.wakala))
      }
      let debt = try await self.debt(of: line, recipients: recipients, in: transaction)
      if let problem = debt?.problem { problems.append(problem.at(Place(field: "lines[\(number)]"))) }
      lines.append(
        ZakatDistributions.Line(line, actor: line.actor.flatMap { actors[$0] }, debt: debt?.id, shares: shares))
    }
    try Problems.throwIfAny(problems)
    return lines
  }

  private func notEligible(
    _ share: ZakatDistribution.Share, _ line: ZakatDistribution.Line, at place: Place
  ) -> Problem {
    Problem(
      "recipient_not_eligible",
      "\(share.recipient) has no approved assessment as \(line.category.rawValue) that holds on \(distribution.requestedOn).",
      at: place)
  }

  /// The niṣāb below which recipients stay; nil where the mode or the policy asks for none.
  private var ceiling: Money? { distribution.mode == .viaRecipientAgent ? terms.agentCeiling : nil }

  /// A recipient whom an agent's receipt already serves stays below the niṣāb with all that it gets.
  /// - Parameter given: All its shares here, and of what else is on its way to it, in minor units.
  private func nisabProblem(
    _ share: ZakatDistribution.Share, _ entitlement: ZakatRecipients.Entitlement, _ given: Int64, at place: Place
  ) -> Problem? {
    guard let ceiling else { return nil }
    guard let assets = entitlement.assetsMinor else {
      return Problem(
        "assets_not_known", "The assessment of \(share.recipient) does not say what the recipient owns.", at: place)
    }
    guard share.amount.currency == ceiling.currency, assets < ceiling.minor - given else {
      return Problem(
        "nisab_exceeded",
        "With what is on its way to it \(share.recipient) would own \(ceiling) or more, the policy's niṣāb.",
        at: place)
    }
    return nil
  }

  private func debt(
    of line: ZakatDistribution.Line, recipients: [Code: Int64], in transaction: Transaction
  ) async throws -> (id: Int64, problem: Problem?)? {
    guard let code = line.debt else { return nil }
    guard let owed = try await ZakatRecipients.debt(code, in: transaction) else {
      throw Problem("debt_unknown", "There is no documented debt “\(code)”.")
    }
    guard owed.currency == line.amount.currency.code,
      line.shares.allSatisfy({ recipients[$0.recipient] == owed.recipient })
    else {
      return (owed.id, Problem("debtor_differs", "The debt \(code) is another recipient's, or in another currency."))
    }
    guard line.amount.minor <= owed.outstandingMinor else {
      let left = try Money(minor: owed.outstandingMinor, line.amount.currency)
      return (owed.id, Problem("debt_limit_exceeded", "Of the debt \(code), \(left) are outstanding."))
    }
    return (owed.id, nil)
  }
}
