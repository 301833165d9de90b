import Domain

/// An invented fund in dirhams.
public struct SampleFund: Hashable, Sendable {
  public let code: String
  public let instrument: Instrument
  public let name: SampleName
  /// The code of the funder that keeps it.
  public let keeper: String
}
