import Crypto
import CryptoExtras
import Domain
import Foundation

/// A password as it is kept: scrypt with 32 MiB and three lanes (OWASP Password Storage Cheat Sheet: N = 2^15, r = 8,
/// p = 3). The parameters stand beside each hash, so that they may be raised without locking anybody out.
struct PasswordHash: Sendable {
  let salt: [UInt8]
  let hash: [UInt8]
  let cost: Cost

  struct Cost: Hashable, Sendable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    static let current = Cost(rounds: 32_768, blockSize: 8, parallelism: 3)
  }

  init(salt: [UInt8], hash: [UInt8], cost: Cost) {
    self.salt = salt
    self.hash = hash
    self.cost = cost
  }

  init(of password: String) throws {
    var generator = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    cost = .current
    hash = try PasswordHash.derive(password, salt, cost)
  }

  /// Whether it is the hash of `password`; takes as long for a wrong one as for the right one.
  func matches(_ password: String) throws -> Bool {
    let other = try PasswordHash.derive(password, salt, cost)
    return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && hash.count == other.count
  }

  /// Compared with where there is no person or no password, so that the answer takes the same time.
  static let ofNobody = PasswordHash(salt: [UInt8](repeating: 0, count: 16), hash: [], cost: .current)

  private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
    // The same characters typed on another keyboard may come in another composition.
    let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
    let key = try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
      parallelism: cost.parallelism)
    return key.withUnsafeBytes { Array($0) }
  }
}

/// Lets few hashes be computed at a time: each takes 32 MiB and a core, and a flood of sign-ins must not take them all.
actor HashingGate {
  static let shared = HashingGate(atOnce: 2, waiting: 16)

  private var free: Int
  private let waitingLimit: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(atOnce: Int, waiting: Int) {
    free = atOnce
    waitingLimit = waiting
  }

  /// - Throws: `sign_in_busy` where too many wait already.
  func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    if free > 0 {
      free -= 1
    } else {
      guard waiting.count < waitingLimit else {
        throw Problem("sign_in_busy", "Too many people sign in at this moment; try again in a few seconds.")
      }
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
    // Off the executor of the gate: others must be able to ask meanwhile.
    return try await Task.detached { try body() }.value
  }
}
