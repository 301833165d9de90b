import Domain
import Postgres

/// The tables `money_publications`, `money_publication_sums` and `money_publication_parts`, and what they are made of.
public enum MoneyPublications {
  /// What came to each actor enrolled in `programme`, while it was, until a day.
  public static func parts(of programme: ID<Programme>, through day: CalendarDate, in session: some Session)
    async throws -> PublishedMoney.Parts
  {
    let rows = try await session.query(
      """
      SELECT l.actor_id, l.instrument, l.currency,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'promised'), 0)::bigint AS promised_minor,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure IN ('custody', 'paid_out')), 0)::bigint AS received_minor,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'spent'), 0)::bigint AS spent_minor
      FROM actor_money_lines l
      WHERE l.occurred_on <= \(day) AND EXISTS (
        SELECT FROM enrolments e WHERE e.programme_id = \(programme) AND e.actor_id = l.actor_id
          AND daterange(e.first_on, e.last_on, '[]') @> l.occurred_on)
      GROUP BY l.actor_id, l.instrument, l.currency
      """)
    return try decodeParts(rows)
  }

  public static func insert(
    _ money: PublishedMoney, programme: ID<Programme>, period: Int32, by publisher: String, in session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO money_publications (programme_id, period_id, version, published_by)
      VALUES (\(programme), \(period), \(money.version), \(publisher)) RETURNING publication_id
      """)
    for (key, sums) in money.sums.sorted(by: { $0.key < $1.key }) {
      try await session.execute(
        """
        INSERT INTO money_publication_sums (publication_id, instrument, currency, actors, promised_minor,
          received_minor, spent_minor)
        VALUES (\(id), \(key.instrument.rawValue), \(key.currency.code), \(sums.actorCount.map { Int32($0) }),
          \(sums[.promised]), \(sums[.received]), \(sums[.spent]))
        """)
    }
    for (key, parts) in money.parts.sorted(by: { $0.key < $1.key }) {
      let actors = Set(parts.values.flatMap(\.keys)).sorted { $0.rawValue < $1.rawValue }
      let amounts = { (measure: PublishedMoney.Measure) in actors.map { parts[measure]?[$0] ?? 0 } }
      try await session.execute(
        """
        INSERT INTO money_publication_parts (actor_id, publication_id, instrument, currency, promised_minor,
          received_minor, spent_minor)
        SELECT x.actor_id, \(id), \(key.instrument.rawValue), \(key.currency.code), x.promised, x.received, x.spent
        FROM unnest(\(actors.map(\.rawValue)), \(amounts(.promised)), \(amounts(.received)), \(amounts(.spent)))
          AS x (actor_id, promised, received, spent)
        """)
    }
  }

  /// Every version of every period that a programme published, in the order of the periods' ends and versions.
  ///
  /// - Parameter hasParts: Whether to read what each actor had, for the next publication.
  public static func list(of programme: Code, hasParts: Bool = false, in session: some Session) async throws
    -> [PublishedMoney]
  {
    let rows = try await session.query(
      """
      SELECT m.publication_id, e.first_on, e.last_on, m.version
      FROM money_publications m JOIN programmes p USING (programme_id) JOIN periods e USING (period_id)
      WHERE p.code = \(programme) ORDER BY e.last_on, e.first_on, m.version
      """)
    let ids: [Int64] = try rows.map { try $0["publication_id"] }
    let sums = try Dictionary(
      grouping: try await session.query(
        "SELECT * FROM money_publication_sums WHERE publication_id = ANY (\(ids))")
    ) { try $0.decode("publication_id", as: Int64.self) }
    var parts: [Int64: [Row]] = [:]
    if hasParts {
      parts = try Dictionary(
        grouping: try await session.query(
          "SELECT * FROM money_publication_parts WHERE publication_id = ANY (\(ids))")
      ) { try $0.decode("publication_id", as: Int64.self) }
    }
    return try rows.map { row in
      let id: Int64 = try row["publication_id"]
      return PublishedMoney(
        period: try DateSpan(row["first_on"], through: row["last_on"]), version: try row["version"],
        sums: try decodeSums(sums[id] ?? []), parts: try decodeParts(parts[id] ?? []))
    }
  }

  private static let columns: [(PublishedMoney.Measure, String)] = [
    (.promised, "promised_minor"), (.received, "received_minor"), (.spent, "spent_minor"),
  ]

  private static func key(_ row: Row) throws -> PublishedMoney.Key {
    PublishedMoney.Key(try row.word("instrument"), try Currency(try row.decode("currency", as: String.self)))
  }

  private static func decodeSums(_ rows: [Row]) throws -> [PublishedMoney.Key: PublishedMoney.Sums] {
    var sums: [PublishedMoney.Key: PublishedMoney.Sums] = [:]
    for row in rows {
      var amounts: [PublishedMoney.Measure: Int64] = [:]
      for (measure, column) in columns { amounts[measure] = try row.decode(column, as: Int64?.self) }
      sums[try key(row)] = PublishedMoney.Sums(actorCount: try row["actors"], amounts: amounts)
    }
    return sums
  }

  private static func decodeParts(_ rows: [Row]) throws -> PublishedMoney.Parts {
    var parts: PublishedMoney.Parts = [:]
    for row in rows {
      let (key, actor): (PublishedMoney.Key, ID<Actor>) = (try key(row), try row["actor_id"])
      for (measure, column) in columns {
        parts[key, default: [:]][measure, default: [:]][actor] = try row.decode(column, as: Int64.self)
      }
    }
    return parts
  }
}
