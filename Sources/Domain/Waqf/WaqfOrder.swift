/// What two persons decide about a waqf's money: one asks, another approves, and then it is done as it was asked for.
public struct WaqfOrder: Hashable, Sendable {
  public enum Act: Hashable, Sendable {
    /// To a beneficiary, out of what is set aside for it.
    case share(beneficiary: Code, Money)
    /// The nāẓir's fee, to the actor that has the mandate.
    case fee(nazir: Code, Money)
    /// Maintenance of a need: first what is set aside for it, then the reserve.
    case work(need: Code, payee: String, Money)
    /// A direct cost that is owed, whole or in part.
    case cost(Code, payee: String, Money)
    /// Principal that is lost: of an asset, or of cash.
    case loss(asset: Code?, Money)
    /// An asset bought with cash of the principal.
    case purchase(WaqfAsset)
    /// The principal of an ended temporary waqf, whole, to whom the deed names.
    case principalReturn
    /// Yield of extinct beneficiaries to their like (article 53 of the Code of Awqaf).
    case redirection(to: Code, purpose: String)
  }

  public let code: Code
  public let waqf: Code
  public let act: Act
  public let reason: String

  /// - Throws: `amount_not_positive`; `reason_missing` where a loss or a redirection has none; `payee_missing`.
  public init(_ code: Code, of waqf: Code, _ act: Act, reason: String = "") throws(Problem) {
    let amount: Money? =
      switch act {
      case .share(_, let amount), .fee(_, let amount), .work(_, _, let amount), .cost(_, _, let amount),
        .loss(_, let amount):
        amount
      case .purchase, .principalReturn, .redirection: nil
      }
    if let amount, amount.minor <= 0 { throw Problem("amount_not_positive", "An amount is above zero.") }
    switch act {
    case .loss where reason.allSatisfy(\.isWhitespace), .redirection where reason.allSatisfy(\.isWhitespace):
      throw Problem("reason_missing", "A loss and a redirection say why.")
    case .work(_, let payee, _) where payee.allSatisfy(\.isWhitespace),
      .cost(_, let payee, _) where payee.allSatisfy(\.isWhitespace):
      throw Problem("payee_missing", "Maintenance and costs name who is paid.")
    default: break
    }
    self.code = code
    self.waqf = waqf
    self.act = act
    self.reason = reason
  }

  /// What kind of decision it takes.
  public var decisionKind: DecisionKind {
    switch act {
    case .share, .fee, .work, .cost, .purchase, .principalReturn: .disbursement
    case .loss: .principalLoss
    case .redirection: .waqfRedirection
    }
  }

  /// What the decision is about.
  public var subject: String { "waqf_order:\(code)" }
}
