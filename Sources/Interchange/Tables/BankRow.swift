import Domain

/// A row of `bank.csv`: one movement on a bank account, for banks that deliver no CAMT.
public struct BankRow: Hashable, Sendable {
  public var line: BankLine

  public init(_ line: BankLine) { self.line = line }
}

extension BankRow: TableRow {
  public enum Column: Int, CaseIterable, Sendable {
    case bookedOn, valueOn, amount, currency, servicerRef, endToEndId, counterparty, description
  }

  public static let table = Table(
    name: "bank", title: "Movements on a bank account",
    description: "One row a booked movement of one account, whole days only: a file that ends within a day is read "
      + "again with the next.",
    fields: [
      TableField("booked_on", .date, required: true, "The day the bank booked it on, YYYY-MM-DD."),
      TableField("value_on", .date, "The day from which it counts; blank where it is the day of booking."),
      TableField(
        "amount", .signedAmount, required: true,
        "More than zero for money that came in, less for money that went out: 1200.50 or -35.00."),
      TableField("currency", .currency, required: true, "The ISO 4217 code of the currency in capital letters: MAD."),
      TableField("servicer_ref", .code, "The bank's own number of the movement, where it gives one."),
      TableField("end_to_end_id", .code, "The reference that the payer gave."),
      TableField("counterparty", .text, "The other side, as the bank spells it."),
      TableField("description", .text, "What the payment is for."),
    ])

  public init?(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>) {
    let bookedOn = cells.date(row, .bookedOn)
    let valueOn = cells.date(row, .valueOn)
    let amount = cells.money(row, .amount, in: .currency)
    let servicerRef = cells.text(row, .servicerRef)
    let endToEndID = cells.text(row, .endToEndId)
    let counterparty = cells.text(row, .counterparty)
    let text = cells.text(row, .description)
    if let amount, amount.minor == 0 { cells.refuse("amount_zero", "An amount of zero moves no money.", row, .amount) }
    guard cells.problems.isEmpty, let bookedOn, let amount else { return nil }
    line = BankLine(
      bookedOn: bookedOn, valueOn: valueOn, amount: amount, servicerRef: servicerRef, endToEndID: endToEndID,
      counterparty: counterparty, text: text ?? "", place: row.place)
  }
}
