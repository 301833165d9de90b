import Domain
import Postgres
import Store

extension Tadamun {
  /// Records what a backer promises to an open campaign. Recorded again, the same pledge changes nothing.
  ///
  /// - Throws: `campaign_unknown`, `currency_differs`, `campaign_not_open`; `reward_unknown`, `reward_exhausted`,
  ///   `reward_above_pledge`; `zakat_not_allowed` where a use of the campaign passes into nobody's ownership;
  ///   `backer_limit_exceeded`; `pledge_exists` where the code, `payment_taken` where the payment is another pledge's.
  public func record(_ pledge: Pledge, by source: Source) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(pledge.campaign, in: transaction)
      if let stored = try await Pledges.find(pledge.code, in: transaction) {
        guard stored.pledge == pledge else {
          throw Problem("pledge_exists", "There is another pledge “\(pledge.code)”.")
        }
        return
      }
      try CampaignRule.require(pledge.amount, of: campaign.campaign)
      if let reward = pledge.reward,
        try await !Campaigns.rewards(of: campaign, in: transaction).contains(where: { $0.reward.code == reward })
      {
        throw Problem("reward_unknown", "The campaign has no reward “\(reward)”.", at: Place(field: "reward"))
      }
      let backer = try await Pledges.backer(pledge.backer, in: transaction)
      try await Pledges.lock(backer: backer, in: transaction)
      let terms = try await terms(of: campaign, in: transaction)
      let yearAgo = Moment(microseconds: pledge.pledgedAt.microseconds - 365 * 86_400_000_000)
      let standing = try await Pledges.standing(
        of: backer, in: campaign.id, since: yearAgo, currency: campaign.campaign.currency, session: transaction)
      try terms.checkBacker(pledge.amount, inProject: standing.inProject, inYear: standing.inYear)
      let id = try await Pledges.insert(pledge, to: campaign.id, backer: backer, in: transaction)
      try await Pledges.append(.pledged, to: id, as: 1, at: pledge.pledgedAt, by: source.name, in: transaction)
    }
  }

  /// Takes a promise back before it is captured.
  /// - Throws: `pledge_unknown`; `pledge_state_forbids` once it is captured: then it is refunded.
  public func cancelPledge(_ code: Code, at moment: Moment, by source: Source) async throws {
    try await transaction { transaction in
      let (pledge, _) = try await lockedPledge(code, in: transaction)
      if pledge.state == .cancelled { return }
      guard pledge.state == .pledged || pledge.state == .authorised else {
        throw Problem("pledge_state_forbids", "A pledge that is \(pledge.state.rawValue) is not cancelled.")
      }
      try await Pledges.append(
        .cancelled, to: pledge.id, as: pledge.step + 1, at: moment, by: source.name, in: transaction)
    }
  }

  /// Says that a captured pledge is to go back to its backer, while its campaign has not succeeded.
  /// - Throws: `pledge_unknown`, `pledge_state_forbids`, `reason_missing`.
  public func requestRefund(of code: Code, reason: String, at moment: Moment, by person: Person) async throws {
    try await transaction { transaction in
      let (pledge, _) = try await lockedPledge(code, in: transaction)
      if pledge.state == .refundDue { return }
      guard (pledge.state == .captured || pledge.state == .won) && !pledge.isReleased else {
        throw Problem("pledge_state_forbids", "A pledge that is \(pledge.state.rawValue) is not refunded.")
      }
      try await makeRefundDue(pledge, reason: reason, at: moment, by: person.name, in: transaction)
    }
  }

  /// - Returns: The step that was taken.
  @discardableResult
  func makeRefundDue(
    _ pledge: Pledges.Stored, after step: Int? = nil, reason: String, at moment: Moment, by taker: String,
    in transaction: Transaction
  ) async throws -> Int {
    var details = Pledges.Step()
    details.reason = reason
    let number = (step ?? pledge.step) + 1
    try await Pledges.append(
      .refundDue, to: pledge.id, as: number, at: moment, by: taker, details, in: transaction)
    return number
  }

  /// Says of which verified person a backer's account is, by a reference: accounts of one person count once in a round.
  /// - Throws: `backer_verified_otherwise`.
  public func verifyBacker(_ backer: Code, as person: Code, on day: CalendarDate, by verifier: Person) async throws {
    try await transaction { transaction in
      let id = try await Pledges.backer(backer, in: transaction)
      if try await Pledges.verify(id, as: person, on: day, by: verifier.name, in: transaction) {
        return try await Events.append(
          "backer_verified", about: "backer:\(backer)", body: JSONText.object(["person": .text(person.text)]),
          by: verifier.name, in: transaction)
      }
      guard try await Pledges.person(of: id, in: transaction) == person else {
        throw Problem("backer_verified_otherwise", "The account \(backer) is another person's.")
      }
    }
  }

  /// - Throws: `pledge_unknown`.
  public func pledge(_ code: Code) async throws -> PledgeSheet {
    try await reading { transaction in
      guard let pledge = try await Pledges.find(code, in: transaction) else { throw Tadamun.unknownPledge(code) }
      return pledge.sheet
    }
  }

  /// The pledges of a campaign in the order they came, with the key to ask for the next ones by; at most 500.
  /// - Throws: `campaign_unknown`.
  public func pledges(of campaign: Code, after pledge: Int64 = 0, limit: Int) async throws -> [(
    id: Int64, sheet: PledgeSheet
  )] {
    try await reading { transaction in
      guard let campaign = try await Campaigns.find(campaign, in: transaction) else {
        throw Tadamun.unknownCampaign(campaign)
      }
      return try await Pledges.list(
        of: campaign.id, after: pledge, limit: min(max(limit, 1), 500), in: transaction
      ).map { ($0.id, $0.sheet) }
    }
  }
}
