/// The four kinds of money, and an organisation's own.
public enum Instrument: String, CaseIterable, Hashable, Sendable {
  case grant
  case crowdfunding
  case zakat
  case waqf
  /// Running costs: what may never be paid out of the other four without a rule that says so.
  case operating

  /// - Throws: `instrument_unknown`.
  public init(word: some StringProtocol) throws(Problem) {
    guard let instrument = Instrument(rawValue: String(word)) else {
      let known = Instrument.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem("instrument_unknown", "“\(word)” is not a kind of money; the kinds are \(known).")
    }
    self = instrument
  }
}
