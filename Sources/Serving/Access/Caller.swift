import Domain

/// Whoever makes the request that is being answered: set by ``Gate`` for as long as the answer takes.
package enum Caller {
  /// Nil where the service belongs to nobody yet, and where anybody may ask.
  @TaskLocal package static var principal: Principal?

  /// Where the request comes from, as far as the connection and the service's own proxies tell: counts tries and
  /// requests. Set by ``Door``.
  @TaskLocal package static var address = "local"

  /// Under which name keys of idempotency are kept and events are recorded.
  package static var source: Source { principal.map(Source.person) ?? .api }

  package static let signInNeeded = Problem("sign_in_needed", "Sign in first, or send a token that holds.")

  /// - Throws: `sign_in_needed` where nobody signed in.
  package static func somebody() throws(Problem) -> Principal {
    guard let principal else { throw Caller.signInNeeded }
    return principal
  }

  /// The person a body names as the one who asks or decides. Where somebody signed in it is that person: two persons are
  /// two accounts, whatever names a body gives.
  ///
  /// - Throws: `person_malformed`; `person_differs` where the body names somebody else than who signed in.
  package static func person(_ name: String) throws(Problem) -> Person {
    let named = try Person(name)
    guard let principal else { return named }
    guard named.name.lowercased() == principal.email else {
      throw Problem("person_differs", "You signed in as \(principal.email); nobody acts in another's name.")
    }
    return Person(trusted: principal.email)
  }

  /// Who acts on a report: whoever signed in; while the service belongs to nobody, whom the body names as `by`.
  ///
  /// - Throws: as ``person(_:)``.
  package static func signer(_ object: JSONObject) throws(Problem) -> Source {
    let named = try object.readIfPresent("by") { text throws(Problem) in try person(text) }
    guard principal == nil, let named else { return source }
    return try Source(named.name)
  }

  /// As ``person(_:)``, for what is recorded under a source.
  package static func source(_ name: String) throws(Problem) -> Source { try Source(try person(name).name) }

  /// - Throws: `actor_unknown` where the roles permit it for other organisations only: what somebody may not see is not
  ///   there.
  package static func require(_ permission: Permission, for organisation: Code) throws(Problem) {
    guard let principal, !principal.may(permission, for: organisation) else { return }
    throw Problem("actor_unknown", "There is no actor “\(organisation)”.")
  }
}
