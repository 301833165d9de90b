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
  /// One of each activity that somebody reports, in the order of the file.
  private(set) var bookings: [IATIBooking] = []
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
    let fund: Code
    do throws(Problem) { fund = try IATIMoney.fund(of: reporter) } catch {
      for transaction in activity.transactions { skip(transaction, activity, error.code, error.message) }
      return
    }
    var booking = IATIBooking(
      activity: activity.identifier, line: activity.line, source: .iati(publisher: reporter.text), fund: fund)
    var keys = IATIKeys(of: activity)
    for transaction in activity.transactions {
      let key = keys.next(transaction)
      booking.keys.formUnion([key.own, key.former])
      do throws(Problem) {
        let contribution = try contribution(transaction, of: activity, fund)
        let place = Place(file: file, line: transaction.line, field: activity.identifier)
        booking.items.append(IATIBooking.Item(key: key, contribution: contribution, place: place))
      } catch {
        skip(transaction, activity, error.code, error.message)
      }
    }
    bookings.append(booking)
  }

  private func contribution(
    _ transaction: IATITransaction, of activity: IATIActivity, _ fund: Code
  ) throws(Problem) -> Contribution {
    let entry = try parties(of: transaction, activity)
    let description = transaction.description.first.isEmpty ? activity.title.first : transaction.description.first
    return try Contribution(
      entry.stage, of: transaction.value, fund: fund, for: entry.actor, from: entry.contributor, on: transaction.date,
      description: description)
  }

  private typealias Parties = (stage: Contribution.Stage, actor: Code?, contributor: Code?)

  /// - Throws: `transaction_type_not_booked`; what ``party(_:otherwise:)`` throws.
  private func parties(of transaction: IATITransaction, _ activity: IATIActivity) throws(Problem) -> Parties {
    let (provider, receiver) = (transaction.provider, transaction.receiver)
    let (carrier, funder, reporter) = (activity.carrier, activity.funder, activity.reportingOrganisation)
    let stage: Contribution.Stage
    switch transaction.kind {
    case .incomingFunds:
      // The entry has no place for who receives; somebody who cannot be known is not taken for who reports.
      _ = try party(receiver, otherwise: nil)
      return (.receipt, nil, try party(provider, otherwise: funder))
    case .incomingCommitment:
      return (.commitment, try party(receiver, otherwise: reporter), try party(provider, otherwise: funder))
    case .outgoingCommitment: stage = .commitment
    case .disbursement: stage = .direct
    case .expenditure: stage = .expenditure
    case .interestPayment:
      return (.interest, try party(provider, otherwise: carrier), try party(receiver, otherwise: reporter))
    case .loanRepayment:
      return (.loanRepayment, try party(provider, otherwise: carrier), try party(receiver, otherwise: reporter))
    case .reimbursement:
      return (.reimbursement, try party(provider, otherwise: carrier), try party(receiver, otherwise: reporter))
    case .purchaseOfEquity, .saleOfEquity, .creditGuarantee, .outgoingPledge, .incomingPledge:
      let sentence = "The ledger has no entry for a transaction of type \(transaction.kind.rawValue)."
      throw Problem("transaction_type_not_booked", sentence)
    }
    return (stage, try party(receiver, otherwise: carrier), try party(provider, otherwise: reporter))
  }

  /// Who a transaction names, and who its activity does where it names nobody; nil where neither does.
  ///
  /// - Throws: what keeps an organisation that is named out of the directory: its money is nobody else's.
  private func party(_ named: IATIOrganisation?, otherwise other: IATIOrganisation?) throws(Problem) -> Code? {
    guard let organisation = named ?? other else { return nil }
    if let code = directory[organisation] { return code }
    let reason = directory.refusal(of: organisation)
    throw Problem(
      reason?.code ?? "part_missing",
      "The organisation that it names on line \(organisation.line) is not taken over, nor is its money. "
        + (reason?.message ?? ""))
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
