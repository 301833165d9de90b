/// How the yield of a waqf is shared out: costs first, then maintenance, a reserve for it, lost principal, the nāẓir's
/// fee, reinvestment, and what is left to the beneficiaries by their stipulated shares. The order is the rule; the
/// percentages are the deed's, or the policy's where the deed is silent.
public struct YieldWaterfall: Hashable, Sendable {
  public struct Inputs: Hashable, Sendable {
    /// Minor units, as all amounts here.
    public var grossMinor: Int64
    public var directCostsMinor: Int64
    /// What earlier periods lost and nobody made good.
    public var deficitMinor: Int64
    /// Maintenance (ʿimāra) that is needed, urgent and planned.
    public var needMinor: Int64
    /// What is in the reserve for it.
    public var reserveMinor: Int64
    /// Principal that was lost and is to be restored out of yield.
    public var lostPrincipalMinor: Int64
    /// Whether nothing is kept in reserve any more: the waqf has ended.
    public var releasesReserve: Bool
    public var rules: WaqfRules

    public init(
      grossMinor: Int64, directCostsMinor: Int64, deficitMinor: Int64 = 0, needMinor: Int64 = 0,
      reserveMinor: Int64 = 0, lostPrincipalMinor: Int64 = 0, releasesReserve: Bool = false, rules: WaqfRules
    ) {
      self.grossMinor = grossMinor
      self.directCostsMinor = directCostsMinor
      self.deficitMinor = deficitMinor
      self.needMinor = needMinor
      self.reserveMinor = reserveMinor
      self.lostPrincipalMinor = lostPrincipalMinor
      self.releasesReserve = releasesReserve
      self.rules = rules
    }
  }

  /// Gross less direct costs; below zero where they are higher.
  public let netMinor: Int64
  /// Net that made earlier losses good.
  public let deficitCoveredMinor: Int64
  /// Loss that later periods have to make good.
  public let deficitCarriedMinor: Int64
  public let maintenanceMinor: Int64
  /// Need that the reserve met, where the net did not.
  public let fromReserveMinor: Int64
  /// Need that nothing met: while there is any, nobody gets a share.
  public let openNeedMinor: Int64
  public let toReserveMinor: Int64
  public let restoredMinor: Int64
  public let feeMinor: Int64
  public let reinvestedMinor: Int64
  /// Out of the reserve of a waqf that has ended.
  public let releasedMinor: Int64
  /// What the beneficiaries' shares are shares of.
  public let distributableMinor: Int64
  /// In the order of the deed's beneficiaries.
  public let shares: [Share]

  public struct Share: Hashable, Sendable {
    public let beneficiary: Code
    public let minor: Int64
  }

  /// - Throws: `amount_not_positive` for a negative input; `amount_out_of_range`.
  public init(_ inputs: Inputs) throws(Problem) {
    let given = [
      inputs.grossMinor, inputs.directCostsMinor, inputs.deficitMinor, inputs.needMinor, inputs.reserveMinor,
      inputs.lostPrincipalMinor,
    ]
    guard given.allSatisfy({ $0 >= 0 }) else {
      throw Problem("amount_not_positive", "What goes into a waterfall is not below zero.")
    }
    guard given.allSatisfy({ $0 <= Money.limit }) else {
      throw Problem("amount_out_of_range", "The amount is larger than this service books.")
    }
    let rules = inputs.rules
    netMinor = inputs.grossMinor - inputs.directCostsMinor
    deficitCoveredMinor = min(max(netMinor, 0), inputs.deficitMinor)
    deficitCarriedMinor = inputs.deficitMinor - deficitCoveredMinor + max(-netMinor, 0)
    // Shares of the net are of what is left of it after earlier losses: a fee on money that was lost is none.
    let base = max(netMinor, 0) - deficitCoveredMinor
    var left = base
    func take(_ wanted: Int64) -> Int64 {
      let taken = max(0, min(wanted, left))
      left -= taken
      return taken
    }
    // Where the policy pays the fee whatever the building needs, it is set aside first.
    let fee = YieldWaterfall.share(of: base, rules.feeBasisPoints)
    let early = rules.feeAfterMaintenance ? 0 : take(fee)
    maintenanceMinor = take(inputs.needMinor)
    fromReserveMinor = min(inputs.needMinor - maintenanceMinor, inputs.reserveMinor)
    openNeedMinor = inputs.needMinor - maintenanceMinor - fromReserveMinor
    toReserveMinor =
      inputs.releasesReserve ? 0 : take(YieldWaterfall.share(of: base, rules.reserveBasisPoints))
    restoredMinor = rules.restoresPrincipal ? take(inputs.lostPrincipalMinor) : 0
    feeMinor = rules.feeAfterMaintenance ? take(fee) : early
    // The principal of a waqf that has ended goes back as it was given.
    reinvestedMinor = inputs.releasesReserve ? 0 : take(YieldWaterfall.share(of: base, rules.reinvestmentBasisPoints))
    // An open need took all there was: then nothing is left to share out.
    releasedMinor = inputs.releasesReserve && openNeedMinor == 0 ? inputs.reserveMinor - fromReserveMinor : 0
    distributableMinor = left + releasedMinor
    shares = YieldWaterfall.split(distributableMinor, among: rules.beneficiaries)
  }

  /// ⌊amount × basis points / 10,000⌋, exactly.
  static func share(of minor: Int64, _ basisPoints: Int) -> Int64 {
    guard minor > 0, basisPoints > 0 else { return 0 }
    return Int64(10_000).dividingFullWidth(minor.multipliedFullWidth(by: Int64(basisPoints))).quotient
  }

  /// Shares by largest remainder; of equal remainders the earlier beneficiary's is rounded up.
  static func split(_ minor: Int64, among beneficiaries: [WaqfRules.Beneficiary]) -> [Share] {
    let amounts = BasisPoints.split(minor, by: beneficiaries.map(\.basisPoints))
    return zip(beneficiaries, amounts).map { Share(beneficiary: $0.code, minor: $1) }
  }
}
