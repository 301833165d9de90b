/// Verifies what an issuer signed. A room above does: nothing here knows the library that it takes.
public protocol TokenVerifier: Sendable {
  /// What a token says, once its signature is found to be of one of the keys.
  ///
  /// - Parameters:
  ///   - token: a JSON Web Token in its compact form.
  ///   - keys: a set of keys (RFC 7517), JSON.
  func identity(in token: String, signedBy keys: String) async throws(TokenFault) -> IdentityToken
}

/// Why what an issuer sent proves nothing.
public enum TokenFault: Error {
  case keysUnreadable
  /// None of the keys signed it, or it is no token of this kind.
  case notVerified
}
