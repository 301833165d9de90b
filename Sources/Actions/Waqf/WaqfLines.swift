import Domain
import Store

/// The lines of an entry of a waqf as they are put together: each in the fund that its kind of account belongs to, and
/// none of zero.
struct WaqfLines {
  private static let ofPrincipal: Set<AccountKind> = [
    .waqfCorpus, .istibdalGains, .waqfLosses, .waqfPrincipalCash, .waqfAssets, .istibdalSuspense, .waqfReturnable,
  ]

  let deed: WaqfDeed
  private(set) var lines: [LedgerLine] = []

  init(_ deed: WaqfDeed) { self.deed = deed }

  mutating func debit(_ kind: AccountKind, _ minor: Int64, for actor: Code? = nil) throws(Problem) {
    guard minor != 0 else { return }
    let fund = WaqfLines.ofPrincipal.contains(kind) ? deed.principalFund : deed.yieldFund
    lines.append(LedgerLine(fund: fund, account: .of(kind, actor), amount: try Money(minor: minor, deed.currency)))
  }

  mutating func credit(_ kind: AccountKind, _ minor: Int64, for actor: Code? = nil) throws(Problem) {
    try debit(kind, -minor, for: actor)
  }

  /// Two lines of the same amount.
  static func moving(
    _ minor: Int64, from credit: AccountKind, to debit: AccountKind, of deed: WaqfDeed
  ) throws(Problem) -> WaqfLines {
    var lines = WaqfLines(deed)
    try lines.debit(debit, minor)
    try lines.credit(credit, minor)
    return lines
  }
}
