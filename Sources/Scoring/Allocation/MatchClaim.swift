import Domain

/// What people gave to one actor in a matching round, added up for each person first.
public struct MatchClaim: AllocationClaim, Equatable {
  public let actor: String
  /// One amount a person, in minor units, in the order of the people's identifiers.
  public let contributionsMinor: [Int64]
  public let ineligibility: String?

  /// - Parameter contributions: any number for each verified person; they count as one gift, so that splitting a gift
  ///   changes nothing.
  /// - Throws: `contribution_out_of_range` unless each person's sum is positive and no larger than this service books.
  public init(
    actor: String, contributions: [(person: String, amountMinor: Int64)], ineligibility: String? = nil
  ) throws(Problem) {
    var sums: [String: Int64] = [:]
    for contribution in contributions {
      let (sum, overflow) = sums[contribution.person, default: 0].addingReportingOverflow(contribution.amountMinor)
      guard contribution.amountMinor > 0, !overflow, sum <= Money.limit else {
        throw Problem(
          "contribution_out_of_range",
          "A contribution to “\(actor)” is not positive or larger than this service books.",
          at: Place(field: "amount_minor"))
      }
      sums[contribution.person] = sum
    }
    self.actor = actor
    contributionsMinor = sums.sorted { $0.key < $1.key }.map(\.value)
    self.ineligibility = ineligibility
  }
}
