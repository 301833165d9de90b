import Domain
import Store

extension Tadamun {
  /// Refuses to go on as a role that could undo what the schema defends.
  /// - Throws: `database_role_too_strong`.
  public func checkStanding() async throws {
    guard let objection = try await Standing.objection(in: pool) else { return }
    throw Problem(
      "database_role_too_strong",
      "\(objection): the program runs as a role that owns nothing, such as tadamun_app of sql/bootstrap.sql.")
  }
}
