import Actions
import Domain
import Foundation
import HTTPTypes
import Web

/// People of tests, with the secrets that they hold.
struct AccessTesting: Sendable {
  let service: Service
  let access: Access

  init(_ service: Service) {
    self.service = service
    access = Access(service.tadamun)
  }

  /// The day on which whoever signed in hands something in.
  static let today = CalendarDate(daysSinceEpoch: Int(Date().timeIntervalSince1970) / 86_400)

  static let password = "quatre mots sans lien"

  /// Makes an account with one role, and a token for it.
  func token(
    _ email: String, _ role: Role, for organisation: String? = nil, mayWrite: Bool = true
  ) async throws -> String {
    let user = try User(email: EmailAddress(email), displayName: "Exemple")
    let grant = try RoleGrant(role, for: organisation.map(Code.init), from: CalendarDate(iso: "2020-01-01"))
    _ = try await access.invite(user, roles: [grant], by: .commandLine)
    return try await access.issueToken(
      to: user.email, label: "test", mayWrite: mayWrite, days: 60, by: .commandLine
    ).secret.text
  }

  /// Makes an account with one role and a password.
  func account(_ email: String, _ role: Role) async throws {
    let user = try User(email: EmailAddress(email), displayName: "Exemple")
    let grant = try RoleGrant(role, from: CalendarDate(iso: "2020-01-01"))
    let invitation = try await access.invite(user, roles: [grant], by: .commandLine)
    try await access.setPassword(AccessTesting.password, by: invitation.secret.text)
  }

  func get(_ address: String, as token: String) async throws -> Answer {
    try await service.get(address, headers: [.authorization: "Bearer \(token)"])
  }

  func send(_ method: HTTPRequest.Method, _ address: String, _ body: String, as token: String) async throws -> Answer {
    try await service.send(
      method, address, body,
      headers: [.authorization: "Bearer \(token)", .idempotencyKeyField: UUID().uuidString])
  }

  func actors(_ codes: String...) async throws {
    for code in codes {
      _ = try await service.tadamun.register(
        Actor(code: Code(code), kind: .cooperative, names: Names(fr: "Exemple")), by: .sample)
    }
  }
}

extension HTTPField.Name {
  static var fetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .ifMatch }
}
