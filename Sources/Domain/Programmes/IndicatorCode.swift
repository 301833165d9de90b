/// What others call an indicator. Codes of IRIS+ are typed by users; none of its text is kept.
public struct IndicatorCode: Hashable, Sendable {
  public enum Scheme: String, CaseIterable, Hashable, Sendable {
    /// The global indicator framework of the Sustainable Development Goals, such as 8.5.2.
    case sdg
    /// The metrics catalogue IRIS+, such as OI4060.
    case iris
    /// A funder's own.
    case funder
  }

  public let scheme: Scheme
  public let code: String
  /// Whose code it is, where it is a funder's own.
  public let funder: Code?

  /// - Throws: `indicator_code_malformed` for a code that the scheme does not have; `funder_missing`,
  ///   `funder_not_expected`.
  public init(_ scheme: Scheme, _ code: String, of funder: Code? = nil) throws(Problem) {
    if scheme == .funder, funder == nil {
      throw Problem("funder_missing", "A funder's own code says whose it is.", at: Place(field: "funder"))
    }
    if scheme != .funder, funder != nil {
      throw Problem("funder_not_expected", "Only a funder's own code names a funder.", at: Place(field: "funder"))
    }
    let fits =
      switch scheme {
      case .sdg: code.wholeMatch(of: /([1-9]|1[0-7])\.([0-9]{1,2}|[a-d])\.[0-9]{1,2}/) != nil
      case .iris: code.wholeMatch(of: /(OI|PI|FP|OD|PD)[0-9]{4}/) != nil
      case .funder: (try? Code(code)) != nil
      }
    guard fits else {
      throw Problem(
        "indicator_code_malformed", "“\(code.prefix(40))” is no code of \(scheme.rawValue).", at: Place(field: "code"))
    }
    self.scheme = scheme
    self.code = code
    self.funder = funder
  }
}

/// One version of an indicator, with what others call it.
public struct CatalogueEntry: Hashable, Sendable {
  public let indicator: Indicator
  /// In the order of schemes, codes and funders.
  public let codes: [IndicatorCode]

  public init(_ indicator: Indicator, codes: [IndicatorCode]) {
    self.indicator = indicator
    self.codes = Set(codes).sorted { left, right in
      (left.scheme.rawValue, left.code, left.funder?.text ?? "")
        < (right.scheme.rawValue, right.code, right.funder?.text ?? "")
    }
  }
}
