import Domain

extension ContributionRow {
  public static let table = Table(
    name: "contributions", title: "Contributions",
    description: "One row a movement of money, or the promise of one.", primaryKey: ["external_ref"],
    fields: [
      TableField("external_ref", .code, required: true, "The number of the row in the books it comes from; once only."),
      TableField(
        "instrument", .choice(Instrument.allCases.map(\.rawValue)), required: true,
        "How the money is given; each instrument has its own rules."),
      TableField("fund", .code, required: true, "The code of the fund the money belongs to."),
      TableField(
        "stage", .choice(Contribution.Stage.allCases.map(\.rawValue)), required: true,
        "commitment: a promise. receipt: money into the fund, meant for the actor where one is named. allocation: money "
          + "of the fund set aside for the actor. disbursement: from the fund to the actor. direct: from the contributor "
          + "straight to the actor. expenditure: spent for the actor's activity. interest, loan_repayment and "
          + "reimbursement: back from the actor to the contributor."),
      TableField("actor", .code, "The code of the actor the money is for; blank only for a commitment or a receipt."),
      TableField("contributor", .code, "The code of the actor who gives; blank where the giver is anonymous."),
      TableField(
        "amount", .amount, required: true,
        "More than zero, in units of the currency, with a point before the decimals: 1200.50."),
      TableField("currency", .currency, required: true, "The ISO 4217 code of the currency in capital letters: MAD."),
      TableField("occurred_on", .date, required: true, "The day of the movement or of the promise, YYYY-MM-DD."),
      TableField("description", .text, "What the money is for. No names of persons."),
    ])
}
