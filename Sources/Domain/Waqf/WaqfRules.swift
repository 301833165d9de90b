/// What the deed stipulates about the yield, or the policy where the deed is silent.
public struct WaqfRules: Hashable, Sendable {
  public struct Beneficiary: Hashable, Sendable {
    /// The deed's name for it.
    public let code: Code
    /// Nil for private persons, who are known by the deed's name for them alone.
    public let actor: Code?
    public let basisPoints: Int

    public init(_ code: Code, actor: Code? = nil, basisPoints: Int) {
      self.code = code
      self.actor = actor
      self.basisPoints = basisPoints
    }
  }

  /// For the reserve for maintenance, of the net.
  public let reserveBasisPoints: Int
  /// The nāẓir's, of the net.
  public let feeBasisPoints: Int
  /// Added to the principal, of the net.
  public let reinvestmentBasisPoints: Int
  /// Whether yield makes lost principal good.
  public let restoresPrincipal: Bool
  /// Whether the nāẓir is paid out of what maintenance leaves.
  public let feeAfterMaintenance: Bool
  /// In the deed's order; their shares add up to 10,000.
  public let beneficiaries: [Beneficiary]

  /// - Throws: `shares_not_whole` where the beneficiaries' shares do not add up to 10,000; `share_out_of_range`.
  public init(
    reserveBasisPoints: Int, feeBasisPoints: Int, reinvestmentBasisPoints: Int = 0, restoresPrincipal: Bool,
    feeAfterMaintenance: Bool, beneficiaries: [Beneficiary]
  ) throws(Problem) {
    let shares = [reserveBasisPoints, feeBasisPoints, reinvestmentBasisPoints] + beneficiaries.map(\.basisPoints)
    guard shares.allSatisfy({ (0...10_000).contains($0) }) else {
      throw Problem("share_out_of_range", "A share lies between 0 and 10,000 basis points.")
    }
    guard beneficiaries.reduce(0, { $0 + $1.basisPoints }) == 10_000 else {
      throw Problem("shares_not_whole", "The beneficiaries' shares add up to 10,000 basis points.")
    }
    self.reserveBasisPoints = reserveBasisPoints
    self.feeBasisPoints = feeBasisPoints
    self.reinvestmentBasisPoints = reinvestmentBasisPoints
    self.restoresPrincipal = restoresPrincipal
    self.feeAfterMaintenance = feeAfterMaintenance
    self.beneficiaries = beneficiaries
  }
}
