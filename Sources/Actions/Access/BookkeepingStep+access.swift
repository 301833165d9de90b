import Domain
import Store

extension BookkeepingStep {
  /// Forgets tries to sign in that count no more: they say where people were.
  static let oldSignIns = BookkeepingStep(name: "old_sign_ins") { tadamun, day in
    let waiting = try await IssuerSignIns.forget(before: day, in: tadamun.pool)
    return try await SignIns.forget(before: day, in: tadamun.pool) + waiting
  }
}
