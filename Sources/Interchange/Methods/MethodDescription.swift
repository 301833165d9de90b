import Domain
import Foundation
import Scoring

/// What a framework does, in words, generated from the framework itself: nothing of it is written by hand, so that it
/// cannot say other than what ran.
public struct MethodDescription: Sendable {
  /// The run a description belongs to.
  public struct RunFacts: Sendable {
    public let id: Int64
    public let asOf: CalendarDate
    public let recordedUntil: Moment
    public let engineVersion: String
    public let seed: Int64
    public let replicates: Int

    public init(
      id: Int64, asOf: CalendarDate, recordedUntil: Moment, engineVersion: String, seed: Int64, replicates: Int
    ) {
      self.id = id
      self.asOf = asOf
      self.recordedUntil = recordedUntil
      self.engineVersion = engineVersion
      self.seed = seed
      self.replicates = replicates
    }
  }

  /// Names and units of what a framework's codes stand for, where they are known.
  public struct Catalogue: Sendable {
    public let indicators: [String: Indicator]
    public let groups: [String: Names]

    public init(indicators: [String: Indicator] = [:], groups: [String: Names] = [:]) {
      self.indicators = indicators
      self.groups = groups
    }
  }

  public enum Form: String, CaseIterable, Sendable {
    case markdown, text
  }

  public let language: Language
  public let blocks: [MethodBlock]

  /// - Parameters:
  ///   - sha256: of the framework's file.
  ///   - run: nil for the framework alone.
  /// - Throws: what ``Scoring/Framework/validate()`` refuses.
  public init(
    _ framework: Framework, sha256: String, run: RunFacts? = nil, catalogue: Catalogue = Catalogue(),
    language: Language
  ) throws(Problems) {
    self.language = language
    let writer = MethodWriter(
      framework: framework, plan: try Plan(framework), catalogue: catalogue, language: language)
    blocks =
      writer.opening(sha256: sha256, run: run) + writer.indicators() + writer.tree() + writer.missing()
      + writer.evidence() + writer.groups() + writer.gates() + writer.uncertainty(of: run)
      + writer.socialReturn() + writer.money() + writer.publication()
  }

  /// The description as one text that ends with a line break.
  public func rendered(_ form: Form) -> String {
    blocks.map { form == .markdown ? $0.markdown : $0.text }.joined(separator: "\n\n") + "\n"
  }
}

/// Numbers as a framework file writes them: decimal, as short as reads back the same.
enum MethodNumber {
  static func of(_ number: Double) -> String {
    if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
    // A double's shortest text may have an exponent; a decimal's has none.
    let text = "\(number)"
    guard text.contains("e"), let decimal = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else {
      return text
    }
    return "\(decimal)"
  }

  /// A share of the score, to a hundredth of a percent.
  static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded(.toNearestOrEven))
    let rest = hundredths % 100
    return rest == 0 ? "\(hundredths / 100) %" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }
}
