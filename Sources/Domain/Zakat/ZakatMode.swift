/// How a distribution reaches those entitled to it.
public enum ZakatMode: String, CaseIterable, Hashable, Sendable {
  /// To a recipient in its own right.
  case directIndividual = "direct_individual"
  /// Through a cooperative that holds a signed wakāla from each of its members who gets a share.
  case viaRecipientAgent = "via_recipient_agent"
  /// A thing that becomes the undivided property of named recipients.
  case assetTamlik = "asset_tamlik"
  /// To the creditor of an indebted recipient.
  case ghariminSettlement = "gharimin_settlement"
  /// Invested in a project that ends in the recipients' ownership; only under a policy that follows IIFA 15 (3/3).
  case iifa15Project = "iifa15_project"
  /// To an institution, for the cause of God in its wide sense; only under a policy that allows it.
  case institutional

  /// Whether the money goes to an institution, and no recipient has a share of his or her own.
  public var isInstitutional: Bool { self == .institutional || self == .iifa15Project }
}

/// What a distribution of zakat has come to. The database's `zakat_edges` says the same.
public enum ZakatState: String, CaseIterable, Hashable, Sendable {
  case draft
  case approved
  case paid
  /// Ownership of every line passed, without a condition.
  case proven
  case closed
  case failed
  case returnedToFund = "returned_to_fund"
  case withdrawn

  public var next: Set<ZakatState> {
    switch self {
    case .draft: [.approved, .withdrawn]
    case .approved: [.paid, .withdrawn]
    case .paid: [.proven, .failed]
    case .proven: [.closed]
    case .failed: [.returnedToFund]
    case .closed, .returnedToFund, .withdrawn: []
    }
  }

  /// - Throws: `distribution_state_forbids`; `tamlik_unproven` on the way from paid to closed.
  public func check(_ after: ZakatState) throws(Problem) {
    if next.contains(after) { return }
    if self == .paid, after == .closed {
      throw Problem("tamlik_unproven", "It is not proven that ownership of every line passed, so it stays open.")
    }
    throw Problem(
      "distribution_state_forbids", "A distribution that is \(rawValue) does not become \(after.rawValue).")
  }
}
