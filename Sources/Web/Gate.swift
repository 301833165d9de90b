import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving
import Synchronization

/// Finds out who asks, and lets through who may.
///
/// While nobody has an account the service belongs to whoever sits at this machine, and everything is open there; from
/// the first account on, it is closed to whom it does not know.
final class Gate: Sendable {
  private let access: Access
  /// Once somebody has an account it stays so: the question need not be asked again.
  private let isClaimed = Mutex(false)

  /// By account.
  private let limit: RequestLimit

  init(_ access: Access, limit: RequestLimit) {
    self.access = access
    self.limit = limit
  }

  /// The route's answer for whom it is for.
  func guarding(_ route: Route) -> Route.Answer {
    let requirement = Requirement.of(route.method, route.path)
    let answer = route.answer
    let isForPrograms = route.contract != nil
    return { request, context in
      let principal = try await self.principal(for: request, context, requirement)
      let response = try await Caller.$principal.withValue(principal) {
        try await Tadamun.reaching(as: principal, isOpen: requirement != .anyone) {
          try await answer(request, context)
        }
      }
      return isForPrograms ? try await EntityTag.checked(response, for: request) : response
    }
  }

  private static let forReading = Problem("permission_missing", "This token is for reading; it changes nothing.")

  /// - Returns: Who asks; nil where the service belongs to nobody yet.
  /// - Throws: `sign_in_needed`, `permission_missing`, `cross_site_refused`, `actor_unknown`, `too_many_requests`.
  private func principal(for request: Request, _ context: WebContext, _ requirement: Requirement) async throws
    -> Principal?
  {
    guard let principal = try await known(request) else {
      if requirement == .anyone { return nil }
      if case .permission = requirement, try await !isClosed() { return nil }
      throw Caller.signInNeeded
    }
    try limit.take(for: principal.email)
    let isReading = request.method == .get || request.method == .head
    guard case .permission(let permission) = requirement else {
      // What is a person's own, its tokens among it, is not changed by a token that changes nothing.
      guard principal.mayWrite || isReading || requirement != .signedIn else { throw Gate.forReading }
      return principal
    }
    guard principal.may(permission) else {
      if !principal.mayWrite, !permission.isForReading { throw Gate.forReading }
      throw Problem("permission_missing", "Your roles do not let you do this (\(permission.rawValue)).")
    }
    if context.parameters.get("actor") != nil {
      let organisation = try context.code("actor")
      guard principal.may(permission, for: organisation) else {
        throw Problem("actor_unknown", "There is no actor “\(organisation)”.")
      }
    }
    return principal
  }

  private func known(_ request: Request) async throws -> Principal? {
    if let token = request.bearerToken { return try await access.principal(ofToken: token) }
    guard let secret = request.sessionSecret else { return nil }
    // A browser sends its cookie along whoever made it ask; what changes something must come from our own pages.
    if request.method != .get && request.method != .head { try request.checkSameSite() }
    return try await access.principal(ofSession: secret)
  }

  private func isClosed() async throws -> Bool {
    if isClaimed.withLock({ $0 }) { return true }
    let found = try await access.isClaimed()
    if found { isClaimed.withLock { $0 = true } }
    return found
  }
}
