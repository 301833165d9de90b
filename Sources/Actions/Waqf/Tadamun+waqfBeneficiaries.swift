import Domain
import Postgres
import Store

extension Tadamun {
  /// Who has the shares now: the deed's beneficiaries, or who took the place of those who are gone.
  func beneficiaries(of waqf: WaqfDeeds.Stored, in session: some Session) async throws -> [WaqfRules.Beneficiary] {
    let said = waqf.deed.stipulations.beneficiaries
    guard let heir = try await WaqfPayouts.redirection(of: waqf.id, in: session) else { return said }
    let gone = said.filter { $0.actor == nil }.reduce(0) { $0 + $1.basisPoints }
    let own = said.first { $0.actor == heir.actor }?.basisPoints ?? 0
    let others = said.filter { $0.actor != nil && $0.actor != heir.actor }
    return others + [WaqfRules.Beneficiary(heir.beneficiary, actor: heir.actor, basisPoints: own + gone)]
  }

  /// Lets proposals out of the yield's fund pay the actors whom the deed names, and nobody else.
  func recordBeneficiaries(of waqf: WaqfDeeds.Stored, from day: CalendarDate, in transaction: Transaction) async throws
  {
    let named = try await beneficiaries(of: waqf, in: transaction)
    let actors = try await knownActors(named.compactMap(\.actor), in: transaction)
    for beneficiary in named {
      guard let actor = beneficiary.actor, let key = actors[actor] else { continue }
      let finding = EligibilityFinding(
        fund: waqf.deed.yieldFund, actor: actor, isEligible: true,
        reason: "beneficiary of \(beneficiary.basisPoints) basis points of the yield",
        source: "waqf \(waqf.deed.code), deed \(waqf.deed.number)", first: day, last: nil)
      try await Eligibility.record(finding, fund: waqf.yieldFund, actor: key, in: transaction)
    }
  }

  /// Records what proposals may spend of the yield: what is set aside for actors and not paid.
  func recordSpendable(of waqf: WaqfDeeds.Stored, after cause: String, in transaction: Transaction) async throws {
    let unpaid = try await WaqfPayouts.unpaid(of: waqf.id, in: transaction)
      .reduce(Int64(0)) { $0 + ($1.actor == nil ? 0 : $1.unpaidMinor) }
    try await Eligibility.recordSpendable(
      Money(minor: unpaid, waqf.deed.currency), of: waqf.yieldFund, source: "waqf \(waqf.deed.code), \(cause)",
      in: transaction)
  }

  /// Records that the last private beneficiary of a family or mixed waqf is gone (article 52 of the Code of Awqaf). Where
  /// the deed says who comes then, the waqf becomes public at once and what waits for the extinct goes there; where it
  /// does not, it waits for a decision that names their like (article 53).
  ///
  /// - Throws: `waqf_unknown`; `waqf_state_forbids` for a public or temporary one, or one that is not active;
  ///   `reason_missing` without evidence.
  public func interrupt(waqf code: Code, on day: CalendarDate, evidence: String, by person: Person) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(code, in: transaction)
      if [.interrupted, .transferredToPublic].contains(waqf.state) { return }
      try waqf.state.check(.interrupted, waqf.deed.duration)
      try await WaqfDeeds.append(
        .interrupted, to: waqf.id, as: waqf.steps + 1, on: day, by: person.name, reason: evidence, in: transaction)
      try await event(
        "waqf_interrupted", waqf, ["evidence": .text(evidence)], Source(person.name), in: transaction)
      if let fallback = waqf.deed.fallback {
        let heir = Heir(actor: fallback.actor, purpose: fallback.purpose, decision: nil)
        try await redirect(try await knownWaqf(code, in: transaction), to: heir, on: day, by: person, in: transaction)
      }
    }
  }

  /// Who takes the place of extinct beneficiaries, and by whose word: the deed's, or a decision's.
  struct Heir {
    let actor: Code
    let purpose: String
    let decision: ID<Decision>?
  }

  /// Gives what waits for extinct beneficiaries, and their shares from now on, to `heir`.
  /// - Returns: The entry, or nil where nothing waited.
  @discardableResult
  func redirect(
    _ waqf: WaqfDeeds.Stored, to heir: Heir, on day: CalendarDate, by person: Person, in transaction: Transaction
  ) async throws -> BookedEntry? {
    try waqf.state.check(.transferredToPublic, waqf.deed.duration)
    guard let actor = try await knownActors([heir.actor], in: transaction)[heir.actor] else {
      throw unknownActor(heir.actor)
    }
    let moved = try await WaqfPayouts.unpaid(of: waqf.id, in: transaction)
      .filter { $0.actor == nil && $0.unpaidMinor > 0 }
    let total = moved.reduce(Int64(0)) { $0 + $1.unpaidMinor }
    var lines = WaqfLines(waqf.deed)
    try lines.debit(.waqfShares, total)
    try lines.credit(.waqfShares, total, for: heir.actor)
    let booked =
      total == 0
      ? nil
      : try await book(
        .waqfRedirection, lines, on: day, for: waqf.deed.code, description: heir.purpose, decision: heir.decision,
        in: transaction)
    try await WaqfPayouts.insertRedirection(
      of: waqf.id, to: WaqfRules.Beneficiary(heirCode(heir, waqf), actor: heir.actor, basisPoints: 0), actor: actor,
      purpose: heir.purpose, decision: heir.decision, on: day, entry: booked?.id,
      moved: moved.map { ($0.beneficiary, $0.unpaidMinor) }, in: transaction)
    try await WaqfDeeds.append(
      .transferredToPublic, to: waqf.id, as: waqf.steps + 1, on: day, by: person.name, reason: heir.purpose,
      in: transaction)
    try await recordBeneficiaries(of: waqf, from: day, in: transaction)
    try await recordSpendable(of: waqf, after: "redirection", in: transaction)
    let body: [String: JSONText] = ["to": .text(heir.actor.text), "moved_minor": .integer(total)]
    try await event("waqf_transferred_to_public", waqf, body, Source(person.name), in: transaction)
    return booked
  }

  /// The name under which an heir has its share: its own among the beneficiaries, where it is one.
  private func heirCode(_ heir: Heir, _ waqf: WaqfDeeds.Stored) -> Code {
    waqf.deed.stipulations.beneficiaries.first { $0.actor == heir.actor }?.code ?? heir.actor
  }
}
