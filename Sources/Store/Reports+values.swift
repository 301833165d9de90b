import Domain
import Postgres

extension Reports {
  /// Which columns of `indicator_values` some reports fill at all: the server passes over a column it is not told of with
  /// less trouble than over a NULL.
  struct ValueParts: Sendable {
    private var hasFractions = false
    private var hasReasons = false

    init(of reports: [(header: Header, values: [Value])]) {
      for (_, values) in reports {
        for value in values {
          switch value.cell {
          case .value(_, let numerator, let denominator):
            hasFractions = hasFractions || numerator != nil || denominator != nil
          case .missing(let reason), .refused(let reason): hasReasons = hasReasons || reason != nil
          case .notDue: break
          }
        }
      }
    }

    var columns: [String] {
      [
        "actor_id", "report_id", "indicator_id", "group_id", "period_id", "submitted_on", "state", "declared",
        "beneficiaries", "baseline", "target", "verdict", "verified", "verified_at",
      ] + (hasFractions ? ["numerator", "denominator"] : []) + (hasReasons ? ["missing_reason"] : [])
    }

    /// Bytes that a row takes at most, without its reason.
    private static let room = 256

    func write(_ value: Value, of header: Header, to writer: inout CopyWriter) throws {
      let (state, content) = ValueParts.parts(of: value.cell)
      try writer.writeRow(room: ValueParts.room + (content.reason?.utf8.count ?? 0)) { row in
        row.write(header.actor.rawValue)
        row.write(header.id)
        row.write(value.indicator)
        row.write(value.group)
        row.write(header.period)
        row.write(days: header.submittedOn.daysSincePostgresEpoch)
        row.write(word: state)
        row.write(content.value)
        row.write(value.beneficiaries)
        row.write(value.baseline)
        row.write(value.target)
        ValueParts.write(value.verdict, at: value.verifiedAt, to: &row)
        if hasFractions {
          row.write(content.numerator)
          row.write(content.denominator)
        }
        if hasReasons { row.write(content.reason) }
      }
    }

    private struct Content {
      var value: Double?
      var numerator: Double?
      var denominator: Double?
      var reason: String?
    }

    private static func parts(of cell: ReportCell.Content) -> (state: StaticString, Content) {
      switch cell {
      case .value(let value, let numerator, let denominator):
        ("reported", Content(value: value, numerator: numerator, denominator: denominator))
      case .missing(let reason): ("missing", Content(reason: reason))
      case .refused(let reason): ("refused", Content(reason: reason))
      case .notDue: ("not_due", Content())
      }
    }

    private static func write(_ verdict: Verdict?, at moment: Moment?, to row: inout CopyRow) {
      switch verdict {
      case .verified(let value)?:
        row.write(word: "verified")
        row.write(value)
      case .rejected?:
        row.write(word: "rejected")
        row.writeNull()
      case .returned?:
        row.write(word: "returned")
        row.writeNull()
      case nil:
        row.writeNull()
        row.writeNull()
      }
      if let moment { row.write(microseconds: moment.microsecondsSincePostgresEpoch) } else { row.writeNull() }
    }
  }
}
