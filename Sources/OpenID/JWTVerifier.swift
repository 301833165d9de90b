import Actions
import Domain
import JWTKit

/// Verifies tokens with jwt-kit.
public struct JWTVerifier: TokenVerifier {
  public init() {}

  public func identity(in token: String, signedBy keys: String) async throws(TokenFault) -> IdentityToken {
    let collection: JWTKeyCollection
    do { collection = try await JWTKeyCollection().add(jwksJSON: keys) } catch { throw .keysUnreadable }
    do { return try await collection.verify(token, as: Payload.self).identity } catch { throw .notVerified }
  }

  /// The signature is the collection's to verify; what is said, ``IdentityToken``'s.
  private struct Payload: JWTPayload {
    let identity: IdentityToken

    init(from decoder: any Decoder) throws { identity = try IdentityToken(from: decoder) }
    func encode(to encoder: any Encoder) throws { try identity.encode(to: encoder) }
    func verify(using algorithm: some JWTAlgorithm) async throws {}
  }
}
