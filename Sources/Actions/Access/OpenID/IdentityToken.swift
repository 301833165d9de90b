import Domain

/// What an issuer says of somebody who signed in there (OpenID Connect Core 1.0, section 2).
public struct IdentityToken: Codable, Sendable {
  let iss: String
  let sub: String
  /// One or several, which the token writes as a text or as a list.
  let aud: [String]
  let exp: Double
  let iat: Double
  let nonce: String?
  let azp: String?
  let email: String?
  let emailVerified: Bool

  private enum CodingKeys: String, CodingKey {
    case iss, sub, aud, exp, iat, nonce, azp, email
    case emailVerified = "email_verified"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    iss = try values.decode(String.self, forKey: .iss)
    sub = try values.decode(String.self, forKey: .sub)
    aud = try (try? values.decode(String.self, forKey: .aud)).map { [$0] } ?? values.decode([String].self, forKey: .aud)
    exp = try values.decode(Double.self, forKey: .exp)
    iat = try values.decode(Double.self, forKey: .iat)
    nonce = try values.decodeIfPresent(String.self, forKey: .nonce)
    azp = try values.decodeIfPresent(String.self, forKey: .azp)
    email = try values.decodeIfPresent(String.self, forKey: .email)
    // Some issuers write it as a text.
    let word = try? values.decodeIfPresent(String.self, forKey: .emailVerified)
    emailVerified = try word.map { $0 == "true" } ?? values.decodeIfPresent(Bool.self, forKey: .emailVerified) ?? false
  }

  /// How far clocks may differ, in seconds.
  private static let leeway = 60.0

  /// Section 3.1.3.7: from whom it is, for whom, for which request, and that it holds now.
  ///
  /// - Parameter moment: Seconds since 1970.
  /// - Throws: `sign_in_refused`.
  func check(_ settings: IssuerSettings, nonce asked: String, at moment: Double) throws(Problem) {
    let isForUs =
      aud.contains(settings.clientID) && (aud.count == 1 || azp != nil)
      && (azp == nil || azp == settings.clientID)
    guard iss == settings.issuer, isForUs, nonce == asked, (1...255).contains(sub.unicodeScalars.count),
      exp > moment - Self.leeway, iat < moment + Self.leeway, iat > moment - 600
    else { throw Access.signInRefused }
  }
}
