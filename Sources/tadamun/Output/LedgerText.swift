import Actions
import Domain

/// The ledger as text for a terminal.
enum LedgerText {
  static func entry(_ entry: PostedEntry) -> String {
    var heading = "\(entry.id)  \(entry.occurredOn)  \(entry.kind.rawValue)"
    if let contributor = entry.contributor { heading += "  from \(contributor)" }
    if let other = entry.reverses { heading += "  reverses \(other)" }
    if let other = entry.reversedBy { heading += "  reversed by \(other)" }
    if let decision = entry.decision { heading += "  decision \(decision)" }
    if let period = entry.relatesToPeriod { heading += "  relates to \(period)" }
    if !entry.description.isEmpty { heading += "  \(entry.description)" }
    let lines = entry.lines.map { line in
      "    \(line.fund) \(purpose(line.account))  \(line.amount)"
    }
    return ([heading] + lines).joined(separator: "\n")
  }

  static func balance(_ balance: AccountBalance) -> String {
    var text =
      "\(balance.account)  \(balance.fund) \(purpose(balance.purpose))  "
      + "\(balance.currency.decimal(balance.balanceMinor)) \(balance.currency)"
    if let held = balance.heldMinor, held > 0 {
      let available = balance.currency.decimal(balance.balanceMinor - held)
      text += ", held \(balance.currency.decimal(held)), available \(available)"
    }
    return text
  }

  static func booked(_ booked: BookedEntry) -> String {
    booked.isNew ? "entry \(booked.id)" : "entry \(booked.id), booked before under this key"
  }

  static func hold(_ hold: Hold) -> String {
    let end = hold.entry.map { "posted by entry \($0)" } ?? hold.state.rawValue
    return "hold \(hold.id)  \(hold.fund) \(purpose(hold.account))  \(hold.amount)  through \(hold.lastOn)  \(end)  "
      + hold.purpose
  }

  static func period(_ period: FiscalPeriod) -> String {
    "\(period.code)  \(period.span.first) to \(period.span.last)  \(period.state.rawValue)"
  }

  static func receipt(_ receipt: Receipt) -> String {
    let void = receipt.voidedFor.map { "  void: \($0)" } ?? ""
    return "\(receipt.fund) \(receipt.fiscalYear)/\(receipt.number)  entry \(receipt.entry)\(void)"
  }

  static func seal(_ seal: Seal) -> String {
    "\(seal.id)  entries \(seal.firstEntry) to \(seal.lastEntry), \(seal.entries) of them  \(seal.sealedAt)  \(seal.chain)"
  }

  private static func purpose(_ account: AccountPurpose) -> String {
    account.kind.rawValue + (account.actor.map { " of \($0)" } ?? "")
  }
}
