import Domain
import Interchange

/// The transactions of activities as ledger entries, in one grant fund a reporting organisation.
///
/// | TransactionType | entry | from, where the file does not say | for or by, where the file does not say |
/// | --- | --- | --- | --- |
/// | 1 incoming funds | receipt, undesignated | who funds | – |
/// | 2 outgoing commitment | commitment | who reports | who carries out |
/// | 3 disbursement | direct | who reports | who carries out |
/// | 4 expenditure | expenditure | who reports | who carries out |
/// | 5 interest, 6 loan repayment, 7 reimbursement | the same | who carries out pays | back to who reports |
/// | 11 incoming commitment | commitment | who funds | who reports |
/// | 8, 9 equity, 10 guarantee, 12, 13 pledges | none: the ledger has no words for them | | |
struct IATIMoney {
  private let directory: IATIDirectory
  private let file: String
  private(set) var contributions: [KeyedContribution] = []
  private(set) var skipped: [IATISkipped] = []

  init(_ directory: IATIDirectory, file: String) {
    self.directory = directory
    self.file = file
  }

  /// The code of the fund of a reporting organisation.
  static func fund(of reporter: Code) throws(Problem) -> Code { try Code("iati:\(reporter.text.prefix(90))") }

  mutating func add(_ activity: IATIActivity) {
    guard let reporter = directory[activity.reportingOrganisation] else {
      let sentence = "The activity has no usable reporting-org, whose fund its money would be of."
      for transaction in activity.transactions { skip(transaction, activity, "part_missing", sentence) }
      return
    }
    let refs = Dictionary(grouping: activity.transactions.compactMap(\.ref), by: \.self).mapValues(\.count)
    var alike: [String: Int] = [:]
    for transaction in activity.transactions {
      let likeness =
        "\(transaction.kind.rawValue):\(transaction.date):\(transaction.value.decimal)"
        + transaction.value.currency.code
      alike[likeness, default: 0] += 1
      // The order of other transactions, and other activities, have no part in the key.
      let isNamed = transaction.ref.map { refs[$0] == 1 } ?? false
      let own = isNamed ? transaction.ref ?? "" : "\(likeness):\(alike[likeness] ?? 1)"
      add(transaction, of: activity, reporter, key: IATIKey.bounded("\(activity.identifier)#\(own)"))
    }
  }

  private mutating func add(
    _ transaction: IATITransaction, of activity: IATIActivity, _ reporter: Code, key: String
  ) {
    let carrier = directory[activity.carrier]
    let funder = directory[activity.funder]
    let provider = directory[transaction.provider]
    let receiver = directory[transaction.receiver]
    let entry: (stage: Contribution.Stage, actor: Code?, contributor: Code?)
    switch transaction.kind {
    case .incomingFunds: entry = (.receipt, nil, provider ?? funder)
    case .outgoingCommitment: entry = (.commitment, receiver ?? carrier, provider ?? reporter)
    case .disbursement: entry = (.direct, receiver ?? carrier, provider ?? reporter)
    case .expenditure: entry = (.expenditure, receiver ?? carrier, provider ?? reporter)
    case .interestPayment: entry = (.interest, provider ?? carrier, receiver ?? reporter)
    case .loanRepayment: entry = (.loanRepayment, provider ?? carrier, receiver ?? reporter)
    case .reimbursement: entry = (.reimbursement, provider ?? carrier, receiver ?? reporter)
    case .incomingCommitment: entry = (.commitment, receiver ?? reporter, provider ?? funder)
    case .purchaseOfEquity, .saleOfEquity, .creditGuarantee, .outgoingPledge, .incomingPledge:
      let sentence = "The ledger has no entry for a transaction of type \(transaction.kind.rawValue)."
      return skip(transaction, activity, "transaction_type_not_booked", sentence)
    }
    let description = transaction.description.first.isEmpty ? activity.title.first : transaction.description.first
    do {
      let contribution = try Contribution(
        entry.stage, of: transaction.value, fund: IATIMoney.fund(of: reporter), for: entry.actor,
        from: entry.contributor, on: transaction.date, description: description)
      contributions.append(
        KeyedContribution(
          key: key, contribution,
          place: Place(file: file, line: transaction.line, field: activity.identifier)))
    } catch {
      skip(transaction, activity, error.code, error.message)
    }
  }

  private mutating func skip(
    _ transaction: IATITransaction, _ activity: IATIActivity, _ code: ProblemCode, _ sentence: String
  ) {
    skipped.append(
      IATISkipped(
        file: file, activity: activity.identifier, line: transaction.line, element: "transaction", code: code,
        sentence: sentence))
  }
}

/// Keys made of what a publisher wrote.
enum IATIKey {
  /// `text`, or where it is longer than a key may be, its beginning and what tells it from others.
  static func bounded(_ text: String) -> String {
    text.unicodeScalars.count <= 255 ? text : "\(text.prefix(160))#\(IATICode.organisation(text))"
  }
}
