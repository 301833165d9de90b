/// A pool of money with one restriction. Money of two funds never nets.
public struct Fund: Hashable, Sendable {
  /// Classes of charity accounting: whether a fund's money may be spent, and on what.
  public enum Class: String, CaseIterable, Hashable, Sendable {
    case unrestricted
    case restrictedIncome = "restricted_income"
    case permanentEndowment = "permanent_endowment"
    case expendableEndowment = "expendable_endowment"
    case escrow
  }

  public let code: Code
  public let instrument: Instrument
  public let fundClass: Class
  public let names: Names
  /// Who holds the fund's money.
  public let holder: Code?

  /// - Throws: `fund_class_forbidden` where the kind of money does not allow the class: zakat is restricted income,
  ///   a campaign holds in escrow until it has succeeded.
  public init(_ code: Code, _ instrument: Instrument, class fundClass: Class? = nil, names: Names, holder: Code? = nil)
    throws(Problem)
  {
    let fundClass = fundClass ?? Fund.usualClass(of: instrument)
    guard Fund.classes(allowedFor: instrument).contains(fundClass) else {
      throw Problem(
        "fund_class_forbidden", "A fund of kind \(instrument.rawValue) cannot be of class \(fundClass.rawValue).")
    }
    self.code = code
    self.instrument = instrument
    self.fundClass = fundClass
    self.names = names
    self.holder = holder
  }

  private static func usualClass(of instrument: Instrument) -> Class {
    switch instrument {
    case .grant, .zakat, .waqf: .restrictedIncome
    case .crowdfunding: .escrow
    case .operating: .unrestricted
    }
  }

  private static func classes(allowedFor instrument: Instrument) -> Set<Class> {
    switch instrument {
    case .zakat: [.restrictedIncome]
    case .crowdfunding: [.escrow, .restrictedIncome]
    case .grant, .waqf, .operating: Set(Class.allCases)
    }
  }
}
