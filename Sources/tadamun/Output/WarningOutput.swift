import Domain
import Foundation

/// `tadamun scores --warnings --json`.
struct WarningOutput: Encodable {
  let actor: String?
  let kind: String
  let indicator: String?
  let observations: Int
  let pValue: Double?
  let message: String

  init(_ warning: RunWarning) {
    actor = warning.actor?.text
    kind = warning.kind
    indicator = warning.indicator
    observations = warning.count
    pValue = warning.pValue
    message = warning.message
  }
}

extension ScoreText {
  static func warning(_ warning: RunWarning) -> String {
    let about = warning.actor?.text ?? warning.indicator ?? "all"
    let chance = warning.pValue.map { "  (by chance: \(String(format: "%.1e", $0)))" } ?? ""
    return "\(padded(about, 22)) \(padded(warning.kind, 15)) \(warning.message)\(chance)"
  }
}
