import Domain

/// Money as text for a terminal.
enum MoneyText {
  static func view(_ view: MoneyView) -> String {
    var lines = ["\(view.actor): its own"]
    lines += table(view.own)
    if !view.members.isEmpty { lines += ["", "its members'"] + table(view.members) }
    if !view.pooled.isEmpty { lines += ["", "its members', through it"] + table(view.pooled) }
    return lines.joined(separator: "\n")
  }

  private static func table(_ rows: [MoneyRow]) -> [String] {
    if rows.isEmpty { return ["  nothing"] }
    let heading = [
      "kind", "fund", "funder", "period", "", "promised", "gross", "fees", "net", "held", "paid out", "of it told",
      "spent",
      "returned",
    ]
    return [line(heading)]
      + rows.map { row in
        let amount = { (minor: Int64) in (try? Money(minor: minor, row.currency))?.decimal ?? "\(minor)" }
        return line(
          [
            row.instrument.rawValue, row.fund.text, row.funder?.text ?? "–", row.period?.description ?? "all",
            row.currency.code,
          ]
            + [row.promised, row.gross, row.fees, row.net, row.custody, row.paidOut, row.told, row.spent, row.returned]
            .map(
              amount))
      }
  }

  private static func line(_ cells: [String]) -> String {
    let widths = [12, 22, 18, 10, 3]
    return "  "
      + cells.enumerated().map { index, cell in
        let width = index < widths.count ? widths[index] : 14
        let padding = String(repeating: " ", count: max(0, width - cell.count))
        return index < widths.count ? cell + padding : padding + cell
      }.joined(separator: " ")
  }
}

/// `tadamun money --json`.
struct MoneyViewOutput: Encodable {
  struct RowOutput: Encodable {
    let instrument: String
    let fund: String
    let funder: String?
    let period: String?
    let currency: String
    let promised: String
    let gross: String
    let fees: String
    let net: String
    let custody: String
    let paidOut: String
    let told: String
    let spent: String
    let returned: String

    init(_ row: MoneyRow) {
      let amount = { (minor: Int64) in (try? Money(minor: minor, row.currency))?.decimal ?? "\(minor)" }
      instrument = row.instrument.rawValue
      fund = row.fund.text
      funder = row.funder?.text
      period = row.period?.description
      currency = row.currency.code
      promised = amount(row.promised)
      gross = amount(row.gross)
      fees = amount(row.fees)
      net = amount(row.net)
      custody = amount(row.custody)
      paidOut = amount(row.paidOut)
      told = amount(row.told)
      spent = amount(row.spent)
      returned = amount(row.returned)
    }
  }

  let actor: String
  let by: String
  let own: [RowOutput]
  let members: [RowOutput]
  let pooled: [RowOutput]

  init(_ view: MoneyView) {
    actor = view.actor.text
    by = view.cut.rawValue
    own = view.own.map(RowOutput.init)
    members = view.members.map(RowOutput.init)
    pooled = view.pooled.map(RowOutput.init)
  }
}
