import Crypto
import Domain
import Foundation
import Postgres
import Store

/// What a person puts into an authenticator program.
public struct SecondFactorOffer: Sendable {
  /// Base 32, to be typed.
  public let secret: String
  /// `otpauth://totp/…`, to be shown as a picture.
  public let address: String
}

extension Access {
  enum SecondFactorCheck: Sendable { case absent, shown, needed, refused }

  /// Offers a second factor; it counts once it was confirmed by a code.
  /// - Throws: `second_factor_exists`; `sealing_key_missing` where the service has no key to keep it with.
  public func offerSecondFactor(to principal: Principal) async throws -> SecondFactorOffer {
    guard let key = rules.sealingKey else {
      throw Problem(
        "sealing_key_missing",
        "This service has no key to keep second factors with; its operator must set access.key_file."
      )
    }
    let code = OneTimeCode()
    let sealed = try key.seal(code.secret, for: principal.person)
    try await tadamun.transaction { transaction in
      if try await Credentials.lockedSecondFactor(of: principal.person, in: transaction)?.isConfirmed == true {
        throw Problem("second_factor_exists", "You have a second factor already; remove it first.")
      }
      try await Credentials.offerSecondFactor(sealed, to: principal.person, in: transaction)
    }
    let secret = code.base32
    let account = principal.email.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return SecondFactorOffer(
      secret: secret,
      address: "otpauth://totp/Tadamun:\(account)?secret=\(secret)&issuer=Tadamun&algorithm=SHA1&digits=6&period=30")
  }

  /// Confirms the offered second factor by a code.
  /// - Parameter address: Where the request comes from; counts tries.
  /// - Returns: Ten codes, each of which stands in for the factor once; shown this once.
  /// - Throws: `second_factor_missing`, `second_factor_exists`, `code_refused`, `too_many_tries`.
  public func confirmSecondFactor(of principal: Principal, code: String, from address: String) async throws -> [String]
  {
    // A session that somebody left open is no way to guess codes.
    let attempt = try await countTry(on: principal.email, from: address)
    return try await tadamun.transaction { transaction in
      guard let factor = try await Credentials.lockedSecondFactor(of: principal.person, in: transaction) else {
        throw Problem("second_factor_missing", "Ask for a second factor first.")
      }
      if factor.isConfirmed { throw Problem("second_factor_exists", "Your second factor is confirmed already.") }
      guard try await accepts(code, factor, of: principal.person, in: transaction) else {
        throw Problem("code_refused", "The code is not the one of this moment; look at the clock of your device.")
      }
      try await SignIns.succeeded(attempt, in: transaction)
      let codes = (0..<10).map { _ in RecoveryCode.make() }
      try await Credentials.replaceRecoveryCodes(
        codes.map(RecoveryCode.sha256), of: principal.person, in: transaction)
      try await SecurityEvents.append(
        "second_factor_confirmed", about: "person:\(principal.person)", person: principal.person,
        by: Source.person(principal).name, in: transaction)
      return codes
    }
  }

  /// Removes one's own second factor, for which a code of it is needed.
  /// - Parameter address: Where the request comes from; counts tries.
  /// - Throws: `second_factor_missing`, `code_refused`, `too_many_tries`.
  public func removeSecondFactor(of principal: Principal, code: String, from address: String) async throws {
    let attempt = try await countTry(on: principal.email, from: address)
    try await tadamun.transaction { transaction in
      switch try await checkSecondFactor(of: principal.person, code: code, in: transaction) {
      case .absent: throw Problem("second_factor_missing", "You have no second factor.")
      case .needed, .refused: throw Problem("code_refused", "The code is not right.")
      case .shown:
        try await SignIns.succeeded(attempt, in: transaction)
        _ = try await Credentials.removeSecondFactor(of: principal.person, in: transaction)
        try await SecurityEvents.append(
          "second_factor_removed", about: "person:\(principal.person)", person: principal.person,
          by: Source.person(principal).name, in: transaction)
      }
    }
  }

  func checkSecondFactor(of person: ID<User>, code: String?, in transaction: Transaction) async throws
    -> SecondFactorCheck
  {
    guard let factor = try await Credentials.lockedSecondFactor(of: person, in: transaction), factor.isConfirmed
    else { return .absent }
    guard let code, !code.isEmpty else { return .needed }
    if try await accepts(code, factor, of: person, in: transaction) { return .shown }
    let isRecovery = try await Credentials.useRecoveryCode(RecoveryCode.sha256(of: code), of: person, in: transaction)
    return isRecovery ? .shown : .refused
  }

  /// Whether `code` is the factor's at this moment, and was not used before.
  private func accepts(
    _ code: String, _ factor: Credentials.SecondFactor, of person: ID<User>, in transaction: Transaction
  ) async throws -> Bool {
    guard code.utf8.count == 6, code.utf8.allSatisfy({ (48...57).contains($0) }), let key = rules.sealingKey else {
      return false
    }
    let secret = OneTimeCode(secret: try key.open(factor.sealed, for: person))
    let moment = try await Clock.now(in: transaction)
    guard let step = secret.step(of: code, at: moment, after: factor.lastStep) else { return false }
    try await Credentials.acceptStep(step, of: person, in: transaction)
    return true
  }
}

/// 120 random bits as six groups of five letters and digits.
private enum RecoveryCode {
  static func make() -> String {
    let alphabet = Array("ABCDEFGHJKMNPQRSTVWXYZ0123456789")
    var generator = SystemRandomNumberGenerator()
    let letters = (0..<24).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] }
    return stride(from: 0, to: 24, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }

  /// Read without regard to case and to what separates the groups.
  static func sha256(of code: String) -> [UInt8] {
    let plain = code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return Array(SHA256.hash(data: Array(plain.utf8)))
  }
}
