import Domain

/// The transactions of one activity as entries of the ledger, whose source is who reports the activity.
struct IATIBooking {
  struct Item {
    let key: IATIKeys.Key
    let contribution: Contribution
    let place: Place
  }

  let activity: String
  let line: Int
  let source: Source
  let fund: Code
  var items: [Item] = []
  /// The keys of all of its transactions, of those too that are not booked.
  var keys: Set<String> = []
}
