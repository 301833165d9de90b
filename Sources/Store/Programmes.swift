import Domain
import Postgres

/// The tables `programmes`, `enrolments` and `programme_frameworks`.
public enum Programmes {
  public struct Stored: Sendable {
    public let id: ID<Programme>
    public let programme: Programme
  }

  public static func insert(_ programme: Programme, funder: ID<Actor>, in session: some Session) async throws
    -> ID<Programme>
  {
    try await session.queryValue(
      """
      INSERT INTO programmes (code, name_ar, name_fr, name_en, funder_id, currency, time_zone, calendar, grace_days)
      VALUES (\(programme.code), \(programme.names.ar), \(programme.names.fr), \(programme.names.en), \(funder),
        \(programme.currency.code), \(programme.timeZone), \(programme.calendar.rawValue), \(programme.graceDays))
      RETURNING programme_id
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE p.code = \(code)", in: session).first
  }

  public static func find(_ id: ID<Programme>, in session: some Session) async throws -> Stored? {
    try await select("WHERE p.programme_id = \(id)", in: session).first
  }

  /// All programmes in the order of codes.
  public static func list(in session: some Session) async throws -> [Stored] {
    try await select("ORDER BY p.code", in: session)
  }

  /// Those that any of `actors` takes or took part in, in the order of codes.
  public static func list(ofAny actors: [Code], in session: some Session) async throws -> [Stored] {
    try await select(
      """
      WHERE EXISTS (SELECT FROM enrolments e JOIN actors a USING (actor_id)
        WHERE e.programme_id = p.programme_id AND a.code = ANY (\(actors.map(\.text)))) ORDER BY p.code
      """, in: session)
  }

  /// Those that score by a framework, in the order of codes.
  public static func withFramework(in session: some Session) async throws -> [Programme] {
    try await select(
      """
      WHERE EXISTS (SELECT FROM programme_frameworks x WHERE x.programme_id = p.programme_id) ORDER BY p.code
      """, in: session
    ).map(\.programme)
  }

  /// Those that everybody may read of, in the order of codes: somebody published their reach, and they have a run that
  /// readers see.
  ///
  /// - Parameter code: Only the one under this code; all where nil.
  public static func published(_ code: Code? = nil, in session: some Session) async throws -> [Stored] {
    try await select(
      """
      WHERE (\(code)::text IS NULL OR p.code = \(code))
        AND EXISTS (SELECT FROM reach_publications x WHERE x.programme_id = p.programme_id)
        AND EXISTS (SELECT FROM current_runs c WHERE c.programme_id = p.programme_id) ORDER BY p.code
      """, in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    try await session.query(selection(rest)).map(stored)
  }

  static func selection(_ rest: SQL) -> SQL {
    """
    SELECT p.programme_id, p.code, p.name_ar, p.name_fr, p.name_en, f.code AS funder, p.currency, p.time_zone,
      p.calendar, p.grace_days, (clock_timestamp() AT TIME ZONE p.time_zone)::date AS today
    FROM programmes p JOIN actors f ON f.actor_id = p.funder_id \(fragment: rest)
    """
  }

  static func stored(_ row: Row) throws -> Stored {
    let programme = try Programme(
      try row["code"], names: try row.names(), funder: try row["funder"],
      currency: try Currency(try row.decode("currency", as: String.self)), timeZone: try row["time_zone"],
      calendar: try row.word("calendar"), graceDays: try row["grace_days"])
    return Stored(id: try row["programme_id"], programme: programme)
  }

  /// Enrols those of `actors` that are not enrolled on `first`; an open end.
  public static func enrol(
    _ actors: [ID<Actor>], in programme: ID<Programme>, from first: CalendarDate, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO enrolments (programme_id, actor_id, first_on)
      SELECT \(programme), a, \(first) FROM unnest(\(actors.map(\.rawValue))) a
      WHERE NOT EXISTS (SELECT FROM enrolments e WHERE e.programme_id = \(programme) AND e.actor_id = a
        AND (e.last_on IS NULL OR e.last_on >= \(first)))
      """)
  }

  /// Keys and codes of the actors that take part on `day`, in the order of keys.
  public static func enrolled(in programme: ID<Programme>, on day: CalendarDate, in transaction: Transaction)
    async throws -> [(id: ID<Actor>, code: Code)]
  {
    try await transaction.withCopyOut(
      """
      SELECT a.actor_id, a.code FROM enrolments e JOIN actors a USING (actor_id)
      WHERE e.programme_id = \(programme) AND e.first_on <= \(day) AND (e.last_on IS NULL OR e.last_on >= \(day))
      ORDER BY a.actor_id
      """
    ) { reader in
      var actors: [(id: ID<Actor>, code: Code)] = []
      while try reader.nextRow() {
        actors.append((ID(try reader.int64()), Code(trusted: try reader.text())))
      }
      return actors
    }
  }

  /// The spans over which each actor takes part; an open end reaches the end of the calendar.
  public static func enrolments(in programme: ID<Programme>, in session: some Session) async throws
    -> [ID<Actor>: [DateSpan]]
  {
    let rows = try await session.query(
      """
      SELECT actor_id, first_on, coalesce(last_on, DATE '9999-12-31') AS last_on FROM enrolments
      WHERE programme_id = \(programme)
      """)
    var spans: [ID<Actor>: [DateSpan]] = [:]
    for row in rows {
      let span = try DateSpan(try row["first_on"], through: try row["last_on"])
      spans[try row["actor_id"], default: []].append(span)
    }
    return spans
  }
}
