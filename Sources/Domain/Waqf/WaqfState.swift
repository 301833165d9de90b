/// What a waqf has come to. The database's `waqf_edges` says the same.
public enum WaqfState: String, CaseIterable, Hashable, Sendable {
  case draft
  case revoked
  case deedSigned = "deed_signed"
  /// Taken into possession (ḥawz).
  case possessed
  case active
  case suspended
  /// A temporary waqf whose time has ended: its principal goes back to the founder.
  case returning
  case closed
  /// A family waqf whose last beneficiary is gone.
  case interrupted
  case transferredToPublic = "transferred_to_public"

  /// - Parameter duration: A perpetual waqf has no way to `returning`, and only a draft is revoked.
  public func next(_ duration: WaqfDuration) -> Set<WaqfState> {
    let all: Set<WaqfState> =
      switch self {
      case .draft: [.deedSigned, .revoked]
      case .deedSigned: [.possessed]
      case .possessed: [.active]
      case .active: [.suspended, .returning, .interrupted]
      case .suspended: [.active, .returning]
      case .returning: [.closed]
      case .interrupted: [.transferredToPublic]
      case .revoked, .closed, .transferredToPublic: []
      }
    return all.subtracting(duration == .perpetual ? [.returning] : [.interrupted])
  }

  /// - Throws: `waqf_state_forbids`.
  public func check(_ after: WaqfState, _ duration: WaqfDuration) throws(Problem) {
    guard next(duration).contains(after) else {
      throw Problem(
        "waqf_state_forbids", "A \(duration.rawValue) waqf that is \(rawValue) does not become \(after.rawValue).")
    }
  }
}

public enum WaqfDuration: String, CaseIterable, Hashable, Sendable {
  case perpetual
  case temporary
}

public enum WaqfType: String, CaseIterable, Hashable, Sendable {
  /// Public (ʿāmm, khayrī).
  case publicWaqf = "public"
  /// Family (muʿaqqab, ahlī).
  case family
  /// Both (mushtarak).
  case mixed
}

/// What principal is held as besides cash.
public enum WaqfAssetKind: String, CaseIterable, Hashable, Sendable {
  case land
  case building
  case shares
  case sukuk
  case movable
}
