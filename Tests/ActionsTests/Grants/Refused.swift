import Domain
import Postgres

/// The codes with which something is refused, in the order they were met; none where it is not.
func refusals(_ body: () async throws -> Void) async throws -> [ProblemCode] {
  do {
    try await body()
    return []
  } catch let problem as Problem {
    return [problem.code]
  } catch let problems as Problems {
    return problems.list.map(\.code)
  }
}

/// The constraint by which the database refuses something; nil where it does not.
func constraint(_ body: () async throws -> Void) async throws -> String? {
  do {
    try await body()
    return nil
  } catch let error as PostgresError {
    return error.constraint
  }
}
