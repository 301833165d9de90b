import Domain
import HTTPTypes
import Hummingbird

/// How a request proves who makes it.
extension Request {
  /// Bound to this host and to encrypted connections (and this machine) by its prefix.
  static let sessionCookie = "__Host-tadamun"

  /// The secret of the session cookie; nil where there is none, or where somebody smuggled in a second one.
  package var sessionSecret: String? { cookieValue(Request.sessionCookie) }

  /// A cookie's value; nil where there is none, or more than one.
  package func cookieValue(_ name: String) -> String? {
    let pairs = headers[values: .cookie].flatMap { $0.split(separator: ";") }
    let values = pairs.compactMap { pair -> String? in
      let parts = pair.split(separator: "=", maxSplits: 1).map { String($0.filter { $0 != " " }) }
      return parts.count == 2 && parts[0] == name ? parts[1] : nil
    }
    return values.count == 1 ? values[0] : nil
  }

  /// The token of `Authorization: Bearer …`.
  package var bearerToken: String? {
    let parts = (headers[.authorization] ?? "").split(separator: " ")
    return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
  }

  /// - Throws: `cross_site_refused` where a page of another site made the browser ask, or nothing says that none did.
  package func checkSameSite() throws(Problem) {
    let refused = Problem(
      "cross_site_refused", "The request was not made by a page of this service; programs use a token.")
    if let site = headers[HTTPField.Name.secFetchSite] {
      if site == "same-origin" || site == "none" { return }
      throw refused
    }
    guard let origin = headers[.origin], let authority = head.authority else { throw refused }
    let host = origin.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init)
    guard host?.lowercased() == authority.lowercased() else { throw refused }
  }

  /// `__Host-tadamun=…; Path=/; Secure; HttpOnly; SameSite=Strict`.
  package static func cookie(_ session: OpenSessionCookie) -> String {
    switch session {
    case .secret(let text, let hours):
      "\(sessionCookie)=\(text); Path=/; Max-Age=\(hours * 3_600); Secure; HttpOnly; SameSite=Strict"
    case .none: "\(sessionCookie)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
    }
  }

  package enum OpenSessionCookie {
    case secret(String, hours: Int)
    case none
  }
}

extension HTTPField.Name {
  package static let secFetchSite = HTTPField.Name(trusted: "Sec-Fetch-Site")
}
