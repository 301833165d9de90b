/// Where a campaign stands. Which state follows which is the table `campaign_edges`.
public enum CampaignState: String, CaseIterable, Hashable, Sendable {
  case draft, submitted, approved, open, suspended
  case succeeded
  case payingOut = "paying_out"
  case delivering, closed
  case failed, cancelled, refunding, refunded

  /// Whether what was captured belongs to the project's actor.
  public var isSuccess: Bool {
    switch self {
    case .succeeded, .payingOut, .delivering, .closed: true
    default: false
    }
  }

  /// Whether what was captured goes back to its backers.
  public var isRefunding: Bool { self == .failed || self == .cancelled || self == .refunding || self == .refunded }
}

/// Where a pledge stands. Which state follows which is the table `pledge_edges`.
public enum PledgeState: String, CaseIterable, Hashable, Sendable {
  case pledged, authorised, captured
  /// Let go: to the project after a success; to the backer where nothing was captured.
  case released
  case expired, cancelled
  case refundDue = "refund_due"
  case refundSent = "refund_sent"
  case refunded
  case refundFailed = "refund_failed"
  /// Given up trying: the money waits for its backer.
  case unclaimed
  case disputed, lost, won
}

/// Where a payout stands.
public enum PayoutState: String, CaseIterable, Hashable, Sendable {
  case requested, approved, paid, returned, withdrawn
}
