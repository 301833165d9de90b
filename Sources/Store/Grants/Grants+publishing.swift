import Domain
import Postgres

extension Grants {
  /// Grants that were promised by `cutOff`, with what the ledger says of each up to it, in the order of codes.
  ///
  /// The state is the one of that day too.
  public static func published(
    in fund: Code?, by cutOff: CalendarDate, in session: some Session
  ) async throws -> [PublishedGrant] {
    let movements = try await movements(by: cutOff, in: session)
    let rows = try await session.query(
      """
      SELECT g.grant_id, g.code, s.to_state AS state,
        (SELECT min(t.on_day) FROM grant_steps t WHERE t.grant_id = g.grant_id AND t.to_state = 'awarded') AS awarded_on,
        (SELECT min(t.on_day) FROM grant_steps t WHERE t.grant_id = g.grant_id AND t.to_state = 'active'
          AND t.on_day <= \(cutOff)) AS started_on,
        (SELECT min(t.on_day) FROM grant_steps t WHERE t.grant_id = g.grant_id AND t.on_day <= \(cutOff)
          AND t.to_state IN ('closed', 'written_off', 'terminated')) AS ended_on,
        greatest(s.recorded_at, (SELECT max(e.recorded_at) FROM grant_postings p JOIN entries e USING (entry_id)
          WHERE p.grant_id = g.grant_id AND p.occurred_on <= \(cutOff))) AS modified_at
      FROM grants g JOIN funds f USING (fund_id) JOIN LATERAL (
        SELECT t.to_state, t.recorded_at FROM grant_steps t WHERE t.grant_id = g.grant_id AND t.on_day <= \(cutOff)
        ORDER BY t.step DESC LIMIT 1) s ON true
      WHERE \(fund)::text IS NULL OR f.code = \(fund) ORDER BY g.code
      """)
    var published: [PublishedGrant] = []
    for row in rows {
      guard let own = movements[try row["grant_id"]], let awarded: CalendarDate = try row["awarded_on"],
        let sheet = try await sheet(of: row["code"], in: session),
        let funder = try await organisation(sheet.grant.funder, in: session),
        let grantee = try await organisation(sheet.grant.grantee, in: session)
      else { continue }
      published.append(
        PublishedGrant(
          grant: sheet.grant, state: try row.word("state"), funder: funder, grantee: grantee, awardedOn: awarded,
          startedOn: try row["started_on"], endedOn: try row["ended_on"], modifiedAt: try row["modified_at"],
          movements: own))
    }
    return published
  }

  private static func movements(by cutOff: CalendarDate, in session: some Session) async throws
    -> [ID<Grant>: [PublishedGrant.Movement]]
  {
    let rows = try await session.query(
      """
      SELECT grant_id, entry_id, occurred_on,
        CASE kind WHEN 'commitments' THEN 'commitment' ELSE 'disbursement' END AS movement,
        sum(amount_minor)::bigint AS amount_minor
      FROM grant_postings
      WHERE occurred_on <= \(cutOff) AND (kind IN ('commitments', 'recoveries')
        OR (kind = 'disbursements' AND entry_kind <> 'grant_recovery'))
      GROUP BY grant_id, entry_id, occurred_on, 4 HAVING sum(amount_minor) <> 0 ORDER BY occurred_on, entry_id
      """)
    var found: [ID<Grant>: [PublishedGrant.Movement]] = [:]
    for row in rows {
      let movement = PublishedGrant.Movement(
        try row.word("movement"), entry: try row["entry_id"], on: try row["occurred_on"],
        minor: try row["amount_minor"])
      found[try row["grant_id"], default: []].append(movement)
    }
    return found
  }

  /// An organisation by the best identifier it has.
  private static func organisation(_ code: Code, in session: some Session) async throws -> PublishedGrant.Organisation?
  {
    guard let actor = try await Actors.find(code, in: session)?.actor else { return nil }
    let order: [ActorIdentifier.Scheme] = [.iatiOrganisation, .orgID, .ice]
    let best = order.lazy.compactMap { scheme in actor.identifiers.first { $0.scheme == scheme } }.first
    let identifier =
      switch best?.scheme {
      case .ice?: "MA-ICE-\(best?.value ?? "")"
      case nil: "TADAMUN-\(code)"
      default: best?.value ?? ""
      }
    return PublishedGrant.Organisation(identifier: identifier, names: actor.names, kind: actor.kind)
  }
}
