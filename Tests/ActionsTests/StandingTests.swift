import Actions
import Domain
import TestSupport
import Testing

@Suite("As whom the program runs")
struct StandingTests {
  @Test("it runs as the role that owns nothing, and as no superuser or owner")
  func standing() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in try await Tadamun(pool).checkStanding() }
    for (role, objection) in [(TestDatabase.Role.admin, "superuser"), (.owner, "owns tables")] {
      try await TestDatabase.withDatabase(as: role) { pool in
        let problem = await #expect(throws: Problem.self) { try await Tadamun(pool).checkStanding() }
        #expect(problem?.code == "database_role_too_strong" && problem?.message.contains(objection) == true)
      }
    }
  }
}
