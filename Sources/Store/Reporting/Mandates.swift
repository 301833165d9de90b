import Domain
import Postgres

/// The table `mandates`: unions and coaching centres that act for an actor.
public enum Mandates {
  public static func insert(
    _ mandate: Mandate, of actor: ID<Actor>, to agent: ID<Actor>, by recorder: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO mandates (actor_id, agent_id, purpose, first_on, last_on, recorded_by)
      VALUES (\(actor), \(agent), \(mandate.purpose.rawValue), \(mandate.first), \(mandate.last), \(recorder))
      """)
  }

  /// The mandates that an actor gave and has, in the order of their keys.
  public static func list(about actor: Code, in session: some Session) async throws -> [Mandate] {
    try await session.query(
      """
      SELECT a.code AS actor, g.code AS agent, m.purpose, m.first_on, m.last_on
      FROM mandates m JOIN actors a USING (actor_id) JOIN actors g ON g.actor_id = m.agent_id
      WHERE \(actor) IN (a.code, g.code) ORDER BY m.mandate_id
      """
    ).map {
      try Mandate(
        of: $0["actor"], to: $0["agent"], for: $0.word("purpose"), from: $0["first_on"], through: $0["last_on"])
    }
  }

  /// Whom an agent acts for on `day`, in the order of actors and purposes.
  public static func held(by agent: Code, on day: CalendarDate, in session: some Session) async throws
    -> [(actor: Code, names: Names, purpose: Mandate.Purpose)]
  {
    try await session.query(
      """
      SELECT DISTINCT a.code, a.name_ar, a.name_fr, a.name_en, m.purpose
      FROM mandates m JOIN actors a USING (actor_id) JOIN actors g ON g.actor_id = m.agent_id
      WHERE g.code = \(agent) AND daterange(m.first_on, m.last_on, '[]') @> \(day)::date ORDER BY a.code, m.purpose
      """
    ).map { (try $0["code"], try $0.names(), try $0.word("purpose")) }
  }

  /// Whether somebody, by the name events are recorded under, verifies for a union or coaching centre that has the
  /// actor's mandate on `day`.
  public static func verifies(_ name: String, for actor: ID<Actor>, on day: CalendarDate, in session: some Session)
    async throws -> Bool
  {
    try await session.queryValue("SELECT verifies_for(\(name), \(actor), \(day)::date)")
  }
}
