import Domain
import Postgres
import Store

extension BookkeepingStep {
  /// Says once of each lot that it lay undistributed longer than the policy lets it.
  static let overdueZakat = BookkeepingStep(name: "overdue_zakat") { tadamun, day in
    try await tadamun.transaction { transaction in
      let lots = try await ZakatReceipts.markOverdue(on: day, in: transaction)
      for lot in lots {
        let body = JSONText.object([
          "fund": .text(lot.fund.text), "remaining_minor": .integer(lot.remainingMinor),
          "on": .text(day.description),
        ])
        try await Events.append(
          "zakat_lot_overdue", about: "zakat_receipt:\(lot.receipt)", body: body, by: Source.worker.name,
          in: transaction)
      }
      return lots.count
    }
  }
}
