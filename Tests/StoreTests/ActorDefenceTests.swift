import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("What the schema keeps true of actors")
struct ActorDefenceTests {
  private func actor(_ code: String, _ kind: ActorKind = .cooperative, in session: some Session) async throws
    -> ID<Actor>
  {
    try await Store.Actors.insert(Actor(code: Code(code), kind: kind, names: Names(ar: "تعاونية")), in: session)
  }

  @Test("an actor comes back as it was registered")
  func roundTrip() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let given = try Actor(
        code: Code("coop-1"), kind: .cooperative, names: Names(ar: "تعاونية أركان", fr: "Coopérative Argane"),
        territory: Territory(code: "02.113.03.11"),
        identifiers: [ActorIdentifier(.coopRegister, "Berkane/12/2019"), ActorIdentifier(.ice, "001525713000089")])
      let id = try await Store.Actors.insert(given, in: app)
      let found = try #require(try await Store.Actors.find(given.code, in: app))
      #expect(found.id == id && found.actor == given && found.version == 1)
      #expect(try await Store.Actors.find(given.identifiers[0], in: app)?.id == id)
    }
  }

  @Test("a territory that does not exist is refused")
  func unknownTerritory() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      await #expect(throws: PostgresError.self) {
        let actor = try Actor(
          code: Code("x"), kind: .cooperative, names: Names(fr: "X"), territory: Territory(code: "02.999"))
        _ = try await Store.Actors.insert(actor, in: app)
      }
    }
  }

  @Test("twelve regions, seventy-five provinces and the communes of the Oriental are there")
  func territory() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let row = try await app.queryOne(
        """
        SELECT (SELECT count(*) FROM regions) AS regions, (SELECT count(*) FROM provinces) AS provinces,
          (SELECT count(*) FROM communes) AS communes,
          (SELECT name_fr FROM communes WHERE commune_code = '02.113.03.11') AS madagh
        """)
      #expect(try row.decode("regions", as: Int.self) == 12)
      #expect(try row.decode("provinces", as: Int.self) == 75)
      #expect(try row.decode("communes", as: Int.self) == 124)
      #expect(try row.decode("madagh", as: String.self) == "Madagh")
    }
  }

  @Test("memberships do not overlap, and only unions have members")
  func memberships() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let member = try await actor("coop", in: app)
      let union = try await actor("union", .union, in: app)
      let january = try CalendarDate(iso: "2026-01-01")
      try await Memberships.insert(of: member, in: union, from: january, through: nil, in: app)
      let overlap = await #expect(throws: PostgresError.self) {
        try await Memberships.insert(of: member, in: union, from: january.adding(days: 9), through: nil, in: app)
      }
      #expect(overlap?.constraint == "memberships_do_not_overlap")
      let other = try await actor("other", in: app)
      let noUnion = await #expect(throws: PostgresError.self) {
        try await Memberships.insert(of: member, in: other, from: january, through: nil, in: app)
      }
      #expect(noUnion?.constraint == "only_unions_have_members")
    }
  }

  @Test("a union is never its own member through others, at no time")
  func cycles() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      var unions: [ID<Actor>] = []
      for code in ["u1", "u2", "u3"] { unions.append(try await actor(code, .union, in: app)) }
      let january = try CalendarDate(iso: "2026-01-01")
      try await Memberships.insert(of: unions[0], in: unions[1], from: january, through: nil, in: app)
      try await Memberships.insert(of: unions[1], in: unions[2], from: january, through: nil, in: app)
      let cycle = await #expect(throws: PostgresError.self) {
        try await Memberships.insert(
          of: unions[2], in: unions[0], from: january.adding(days: 30), through: nil, in: app)
      }
      #expect(cycle?.constraint == "memberships_have_no_cycle")
      // Before the others began there is no time at which it would close.
      try await Memberships.insert(
        of: unions[2], in: unions[0], from: january.adding(days: -60), through: january.adding(days: -1), in: app)
    }
  }
}
