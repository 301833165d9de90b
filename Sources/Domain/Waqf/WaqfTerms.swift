/// What an authority decided about waqf, out of its policy: what holds where a deed is silent, and limits on what deeds
/// say.
public struct WaqfTerms: Hashable, Sendable {
  public let reserveBasisPoints: Int
  public let maximumFeeBasisPoints: Int
  public let feeAfterMaintenance: Bool
  public let restoresPrincipal: Bool
  /// Expert reports that an exchange of an asset stands on.
  public let expertReports: Int
  public let istibdalGrounds: Set<IstibdalGrounds>
  /// Days after a sale in which a replacement is bought.
  public let replacementDays: Int
  public let allowsTemporary: Bool

  /// - Throws: `policy_value_missing`, `policy_value_of_wrong_type`; `policy_instrument_differs` for a policy of another
  ///   kind of money.
  public init(_ policy: Policy) throws(Problem) {
    guard policy.instrument == .waqf else {
      throw Problem("policy_instrument_differs", "The policy \(policy.code) is not one of waqf.")
    }
    reserveBasisPoints = Int(try policy.integer("reserve_bp"))
    maximumFeeBasisPoints = Int(try policy.integer("nazir_fee_max_bp"))
    feeAfterMaintenance = try policy.flag("fee_after_maintenance")
    restoresPrincipal = try policy.flag("restore_principal")
    expertReports = Int(try policy.integer("expert_reports"))
    istibdalGrounds = Set(try policy.choices("istibdal_grounds", as: IstibdalGrounds.self))
    replacementDays = Int(try policy.integer("replacement_days"))
    allowsTemporary = try policy.flag("temporary_waqf")
  }
}
