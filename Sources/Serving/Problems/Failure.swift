import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres

/// An error as the outside may see it: one place turns errors into status and text.
package struct Failure {
  package let status: HTTPResponse.Status
  /// Never empty; the first one gives the answer its title.
  package let problems: [Problem]
  /// Whether it is the service's own fault, so that the log keeps the error itself.
  package var isFault: Bool { status.code >= 500 }

  /// In how many seconds to ask again, where waiting helps.
  package var retryAfter: Int? {
    if problems.contains(where: { $0.code == "too_many_tries" }) { return 900 }
    if status == .tooManyRequests { return 60 }
    return status == .serviceUnavailable ? 5 : nil
  }

  package init(_ problem: Problem) {
    status = ProblemStatus.status(of: problem.code)
    problems = [problem]
  }

  package init(_ problems: Problems) {
    let statuses = Set(problems.list.map { ProblemStatus.status(of: $0.code) })
    let isOne = statuses.count == 1
    status = isOne ? statuses.first ?? .unprocessableContent : .unprocessableContent
    self.problems = problems.list
  }

  package init(_ error: any Error) {
    switch error {
    case let problem as Problem: self.init(problem)
    case let problems as Problems: self.init(problems)
    case let error as PostgresError: self.init(Failure.problem(for: error))
    case is PoolError, is ConnectionError: self.init(Failure.unavailable)
    case is NIOTooManyBytesError: self.init(Failure.tooLarge)
    case let error as HTTPError where error.status == .notFound: self.init(Failure.pathUnknown)
    default: self.init(Failure.internalError)
    }
  }

  static let tooLarge = Problem("body_too_large", "The body is larger than this service reads.")
  package static let pathUnknown = Problem("path_unknown", "There is nothing at this address.")
  package static let unavailable = Problem(
    "database_unavailable", "The database does not answer at the moment; repeat the request in a few seconds.")
  package static let internalError = Problem(
    "internal_error",
    "Something went wrong here. It is recorded under the request's number; the request may be repeated.")

  /// A constraint that no rule before it caught is still a refusal, and its name states the truth that was broken.
  private static func problem(for error: PostgresError) -> Problem {
    if error.sqlState.category == "23", let constraint = error.constraint {
      return Problem("rule_broken", "The database keeps the rule “\(constraint)”, and the request breaks it.")
    }
    let passing: Set = ["08", "53", "57"]
    if passing.contains(error.sqlState.category) || error.isRetryable || error.isLockTimeout {
      return unavailable
    }
    return internalError
  }
}
