import Domain
import Postgres
import Store

/// What those are called who wrote, verified or approved something, by the names under which that is recorded.
public struct PersonNames: Sendable {
  private let names: [String: String]

  fileprivate init(_ names: [String: String]) { self.names = names }

  /// The name that somebody with an account gave; nil for a program, and for a name that was typed.
  public subscript(source: String) -> String? { names[source] }
}

extension Tadamun {
  public func personNames(of sources: some Sequence<String>) async throws -> PersonNames {
    let prefix = "person:"
    let keys = Set(sources).compactMap { $0.hasPrefix(prefix) ? Int64($0.dropFirst(prefix.count)) : nil }
    if keys.isEmpty { return PersonNames([:]) }
    // What somebody is called who judged one's report is shown with it; nothing else of the account is.
    let found = try await Access(self).amongAccounts { try await People.names(of: keys, in: $0) }
    return PersonNames(Dictionary(uniqueKeysWithValues: found.map { ("\(prefix)\($0.key)", $0.value) }))
  }
}
