/// The bands A to E that a published score falls in (stage S13). The limits are proposals of this project.
public struct BandRule: Hashable, Sendable {
  public enum Band: String, CaseIterable, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"
  }

  /// The least score of A, B, C and D, falling.
  public var limits: [Double]

  public init(limits: [Double] = [0.8, 0.6, 0.4, 0.2]) { self.limits = limits }

  /// The band of a score.
  ///
  /// - Parameters:
  ///   - previous: the band before; nil for a first score.
  ///   - median: of the score's interval. A band changes only where the median lies in another band too, so that a
  ///     score at a limit does not swing with every report; nil takes the score itself.
  public func band(of score: Double, previous: Band? = nil, median: Double? = nil) -> Band {
    let own = plainBand(of: score)
    guard let previous, previous != own else { return own }
    return plainBand(of: median ?? score) == previous ? previous : own
  }

  private func plainBand(of score: Double) -> Band {
    let quantised = Quantised.billionths(score)
    return Band.allCases[limits.firstIndex { quantised >= $0 } ?? min(limits.count, Band.allCases.count - 1)]
  }
}
