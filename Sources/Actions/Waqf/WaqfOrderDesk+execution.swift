import Domain
import Postgres
import Store

extension WaqfOrderDesk {
  /// An approved order on the day on which it is carried out.
  struct Execution {
    let order: WaqfOrder
    let waqf: WaqfDeeds.Stored
    let decision: Decision
    let day: CalendarDate
    let person: Person
    let tadamun: Tadamun
    private var deed: WaqfDeed { waqf.deed }

    private func book(_ kind: EntryKind, _ lines: WaqfLines, _ description: String = "", in transaction: Transaction)
      async throws -> BookedEntry
    {
      try await tadamun.book(
        kind, lines, on: day, for: order.code, description: description, decision: decision.id,
        policy: decision.policy, in: transaction)
    }

    private func record(_ row: WaqfPayouts.Row, _ booked: BookedEntry, in transaction: Transaction) async throws
      -> BookedEntry
    {
      guard booked.isNew else { return booked }
      try await WaqfPayouts.insert(
        order.code, of: waqf.id, row, on: day, decision: decision.id, entry: booked.id, in: transaction)
      return booked
    }

    func pay(share amount: Money, to beneficiary: Code, of actor: Code?, in transaction: Transaction) async throws
      -> BookedEntry
    {
      var lines = WaqfLines(deed)
      try lines.debit(.waqfShares, amount.minor, for: actor)
      try lines.credit(.waqfYieldCash, amount.minor)
      try lines.debit(.waqfDisbursements, amount.minor, for: actor)
      try lines.credit(.waqfApplied, amount.minor)
      let keys = try await tadamun.knownActors([actor].compactMap(\.self), in: transaction)
      return try await record(
        WaqfPayouts.Row(
          .share, beneficiary: beneficiary, actor: actor.flatMap { keys[$0] }, amountMinor: amount.minor),
        try await book(.waqfSharePayment, lines, beneficiary.text, in: transaction), in: transaction)
    }

    func pay(fee amount: Money, to nazir: Code, in transaction: Transaction) async throws -> BookedEntry {
      var lines = WaqfLines(deed)
      try lines.debit(.waqfFees, amount.minor, for: nazir)
      try lines.credit(.waqfYieldCash, amount.minor)
      let key = try await tadamun.knownActors([nazir], in: transaction)
      return try await record(
        WaqfPayouts.Row(.fee, actor: key[nazir], amountMinor: amount.minor),
        try await book(.waqfFeePayment, lines, nazir.text, in: transaction), in: transaction)
    }

    /// Out of what is set aside for the need first, then out of the reserve.
    func pay(work amount: Money, for need: Code, to payee: String, in transaction: Transaction) async throws
      -> BookedEntry
    {
      let book = try await tadamun.knownNeed(need, in: transaction)
      let known = try await Ledger.booked(
        by: Source.waqf.name, under: ["\(EntryKind.waqfWorkPayment.rawValue):\(order.code)"], in: transaction)
      if let booked = known.values.first { return BookedEntry(id: booked.id, isNew: false) }
      let fromReserve = max(amount.minor - book.unspentMinor, 0)
      var lines = WaqfLines(deed)
      try lines.debit(.waqfMaintenance, amount.minor - fromReserve)
      try lines.debit(.waqfReserve, fromReserve)
      try lines.credit(.waqfYieldCash, amount.minor)
      return try await record(
        WaqfPayouts.Row(.work, need: book.id, amountMinor: amount.minor, fromReserveMinor: fromReserve),
        try await self.book(.waqfWorkPayment, lines, "\(need) \(payee)", in: transaction), in: transaction)
    }

    func pay(cost amount: Money, of code: Code, to payee: String, in transaction: Transaction) async throws
      -> BookedEntry
    {
      let cost = try await tadamun.knownCost(code, of: waqf, in: transaction)
      let lines = try WaqfLines.moving(amount.minor, from: .waqfYieldCash, to: .waqfPayable, of: deed)
      let booked = try await book(.waqfCostPayment, lines, "\(code) \(payee)", in: transaction)
      guard booked.isNew else { return booked }
      try await WaqfCosts.insertPayment(
        order.code, of: cost.id, waqf: waqf.id, amountMinor: amount.minor, on: day, decision: decision.id,
        entry: booked.id, in: transaction)
      return booked
    }

    func accept(loss amount: Money, of code: Code?, in transaction: Transaction) async throws -> BookedEntry {
      var asset: WaqfPrincipal.StoredAsset?
      if let code { asset = try await tadamun.knownAsset(code, of: waqf, in: transaction) }
      let lines = try WaqfLines.moving(
        amount.minor, from: asset == nil ? .waqfPrincipalCash : .waqfAssets, to: .waqfLosses, of: deed)
      let booked = try await book(.waqfLoss, lines, order.reason, in: transaction)
      guard booked.isNew else { return booked }
      try await WaqfPrincipal.insertLoss(
        order.code, of: waqf.id, asset: asset?.id, amountMinor: amount.minor, on: day, reason: order.reason,
        decision: decision.id, entry: booked.id, in: transaction)
      if let asset, asset.bookMinor == amount.minor {
        try await WaqfPrincipal.append(
          .destroyed, to: asset.id, as: asset.steps + 1, on: day, by: person.name, reason: order.reason,
          in: transaction)
      }
      return booked
    }

    func buy(_ asset: WaqfAsset, in transaction: Transaction) async throws -> BookedEntry {
      let lines = try WaqfLines.moving(asset.book.minor, from: .waqfPrincipalCash, to: .waqfAssets, of: deed)
      let booked = try await book(.waqfInvestment, lines, "\(asset.kind.rawValue) \(asset.title)", in: transaction)
      guard booked.isNew else { return booked }
      _ = try await WaqfPrincipal.insert(
        asset, of: waqf.id, .bought, entry: booked.id, by: person.name, in: transaction)
      return booked
    }

    /// Everything that the principal is held as, which is exactly what is owed.
    func returnPrincipal(in transaction: Transaction) async throws -> BookedEntry {
      let key = "\(EntryKind.waqfReturn.rawValue):\(order.code)"
      if let booked = try await Ledger.booked(by: Source.waqf.name, under: [key], in: transaction)[key] {
        return BookedEntry(id: booked.id, isNew: false)
      }
      let balances = try await WaqfReports.balances(of: waqf, through: nil, in: transaction)
      let principal = WaqfReports.principal(balances)
      guard principal.balanceMinor > 0, principal.returnableMinor == principal.balanceMinor else {
        throw Problem("nothing_to_return", "No principal of this waqf is owed to its founder.")
      }
      var lines = WaqfLines(deed)
      try lines.debit(.waqfReturnable, principal.returnableMinor)
      try lines.credit(.waqfPrincipalCash, principal.cashMinor)
      try lines.credit(.waqfAssets, principal.assetsMinor)
      try lines.credit(.istibdalSuspense, principal.suspenseMinor)
      let booked = try await book(.waqfReturn, lines, in: transaction)
      try await WaqfPrincipal.insertReturn(
        of: waqf.id, on: day, principal, decision: decision.id, entry: booked.id, in: transaction)
      for asset in try await WaqfPrincipal.assets(of: waqf.id, in: transaction)
      where [.active, .underRepair].contains(asset.state) {
        try await WaqfPrincipal.append(
          .returned, to: asset.id, as: asset.steps + 1, on: day, by: person.name, in: transaction)
      }
      return booked
    }
  }
}
