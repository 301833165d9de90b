import Domain
import Foundation

/// Somebody else who says who people are (OpenID Connect), and as what this service is known there.
public struct IssuerSettings: Sendable {
  /// Such as `https://accounts.example.org`, just as the issuer writes it.
  public let issuer: String
  public let clientID: String
  /// nil for a client without one, which the proof of the code (PKCE) then stands in for.
  public let clientSecret: String?

  /// - Throws: `issuer_malformed`; `issuer_unencrypted` for an issuer on another machine by plain HTTP.
  public init(issuer: String, clientID: String, clientSecret: String? = nil) throws(Problem) {
    guard let parts = URLComponents(string: issuer), parts.host?.isEmpty == false, parts.query == nil,
      parts.fragment == nil, !clientID.isEmpty
    else { throw Problem("issuer_malformed", "An issuer is named by its address, and knows this service by a name.") }
    guard Self.isAllowed(issuer) else {
      throw Problem("issuer_unencrypted", "An issuer is reached by https://, or is on this machine.")
    }
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
  }

  /// Whether what is asked at `address` can be heard or changed by nobody on the way.
  static func isAllowed(_ address: String) -> Bool {
    guard let parts = URLComponents(string: address), let host = parts.host else { return false }
    return parts.scheme == "https"
      || parts.scheme == "http" && ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
  }
}
