/// How a waqf stands on a day. Amounts are minor units of its currency; sums over the ledger, never stored.
public struct WaqfReport: Hashable, Sendable {
  /// The principal (aṣl): what it came from, and what it is held as. Both sides are the same.
  public struct Principal: Hashable, Sendable {
    public let corpusMinor: Int64
    public let exchangeGainsMinor: Int64
    /// Lost and not made good yet.
    public let lossesMinor: Int64
    /// Owed to the founder of a temporary waqf that has ended.
    public let returnableMinor: Int64
    public let cashMinor: Int64
    public let assetsMinor: Int64
    /// The price of assets that are not replaced yet.
    public let suspenseMinor: Int64

    public var balanceMinor: Int64 { cashMinor + assetsMinor + suspenseMinor }

    public init(
      corpusMinor: Int64, exchangeGainsMinor: Int64, lossesMinor: Int64, returnableMinor: Int64, cashMinor: Int64,
      assetsMinor: Int64, suspenseMinor: Int64
    ) {
      self.corpusMinor = corpusMinor
      self.exchangeGainsMinor = exchangeGainsMinor
      self.lossesMinor = lossesMinor
      self.returnableMinor = returnableMinor
      self.cashMinor = cashMinor
      self.assetsMinor = assetsMinor
      self.suspenseMinor = suspenseMinor
    }
  }

  public struct Yield: Hashable, Sendable {
    public let receivedMinor: Int64
    public let costsMinor: Int64
    public let cashMinor: Int64
    /// Shared out by no waterfall yet; below zero a deficit that is carried.
    public let undividedMinor: Int64
    public let owedCostsMinor: Int64
    public let maintenanceMinor: Int64
    public let reserveMinor: Int64
    public let feesMinor: Int64
    /// Set aside for beneficiaries and not paid.
    public let sharesMinor: Int64
    public let distributedMinor: Int64

    public init(
      receivedMinor: Int64, costsMinor: Int64, cashMinor: Int64, undividedMinor: Int64, owedCostsMinor: Int64,
      maintenanceMinor: Int64, reserveMinor: Int64, feesMinor: Int64, sharesMinor: Int64, distributedMinor: Int64
    ) {
      self.receivedMinor = receivedMinor
      self.costsMinor = costsMinor
      self.cashMinor = cashMinor
      self.undividedMinor = undividedMinor
      self.owedCostsMinor = owedCostsMinor
      self.maintenanceMinor = maintenanceMinor
      self.reserveMinor = reserveMinor
      self.feesMinor = feesMinor
      self.sharesMinor = sharesMinor
      self.distributedMinor = distributedMinor
    }
  }

  public struct Beneficiary: Hashable, Sendable {
    public let code: Code
    public let setAsideMinor: Int64
    public let unpaidMinor: Int64

    public init(code: Code, setAsideMinor: Int64, unpaidMinor: Int64) {
      self.code = code
      self.setAsideMinor = setAsideMinor
      self.unpaidMinor = unpaidMinor
    }
  }

  /// Maintenance that nothing has met yet.
  public struct OpenNeed: Hashable, Sendable {
    public let code: Code
    public let urgency: WaqfNeed.Urgency
    public let dueOn: CalendarDate
    public let openMinor: Int64

    public init(code: Code, urgency: WaqfNeed.Urgency, dueOn: CalendarDate, openMinor: Int64) {
      self.code = code
      self.urgency = urgency
      self.dueOn = dueOn
      self.openMinor = openMinor
    }
  }

  public struct Asset: Hashable, Sendable {
    public let code: Code
    public let kind: WaqfAssetKind
    public let state: WaqfAssetState
    public let bookMinor: Int64
    /// What took its place.
    public let replacedBy: Code?

    public init(code: Code, kind: WaqfAssetKind, state: WaqfAssetState, bookMinor: Int64, replacedBy: Code?) {
      self.code = code
      self.kind = kind
      self.state = state
      self.bookMinor = bookMinor
      self.replacedBy = replacedBy
    }
  }

  public let waqf: Code
  public let currency: Currency
  public let day: CalendarDate
  public let state: WaqfState
  public let principal: Principal
  public let yields: Yield
  public let beneficiaries: [Beneficiary]
  public let openNeeds: [OpenNeed]
  public let assets: [Asset]

  public init(
    waqf: Code, currency: Currency, day: CalendarDate, state: WaqfState, principal: Principal, yields: Yield,
    beneficiaries: [Beneficiary], openNeeds: [OpenNeed], assets: [Asset]
  ) {
    self.waqf = waqf
    self.currency = currency
    self.day = day
    self.state = state
    self.principal = principal
    self.yields = yields
    self.beneficiaries = beneficiaries
    self.openNeeds = openNeeds
    self.assets = assets
  }
}
