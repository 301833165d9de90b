/// How a union shares what comes to it for its members, from a day on: each member's part in basis points.
public struct PoolAgreement: Hashable, Sendable {
  public struct Share: Hashable, Sendable {
    public let member: Code
    public let basisPoints: Int

    public init(_ member: Code, basisPoints: Int) {
      self.member = member
      self.basisPoints = basisPoints
    }
  }

  public let code: Code
  public let union: Code
  /// The first day whose money it shares; a later agreement takes its place.
  public let first: CalendarDate
  /// In the order in which they were agreed: of equal remainders the earlier share is rounded up.
  public let shares: [Share]

  /// An entry has 200 lines, and one of them is the union's.
  public static let maximumMembers = JournalEntry.maximumLines - 1

  /// - Throws: `pool_shares_missing`, `pool_members_too_many`; `pool_member_repeated`, `pool_member_is_union`;
  ///   `pool_share_out_of_range` outside 1 to 10,000 basis points; `pool_shares_not_whole` where they do not add up to
  ///   10,000.
  public init(_ code: Code, of union: Code, from first: CalendarDate, shares: [Share]) throws(Problem) {
    let place = Place(field: "shares")
    guard !shares.isEmpty else {
      throw Problem("pool_shares_missing", "An agreement says what part each member has.", at: place)
    }
    guard shares.count <= PoolAgreement.maximumMembers else {
      throw Problem(
        "pool_members_too_many", "An agreement is among \(PoolAgreement.maximumMembers) members at most.", at: place)
    }
    guard Set(shares.map(\.member)).count == shares.count else {
      throw Problem("pool_member_repeated", "Each member has one share.", at: place)
    }
    guard !shares.contains(where: { $0.member == union }) else {
      throw Problem("pool_member_is_union", "The union shares among its members and is none of them.", at: place)
    }
    guard shares.allSatisfy({ (1...BasisPoints.whole).contains($0.basisPoints) }) else {
      throw Problem("pool_share_out_of_range", "A share is from 1 to 10,000 basis points.", at: place)
    }
    let sum = shares.reduce(0) { $0 + $1.basisPoints }
    guard sum == BasisPoints.whole else {
      throw Problem("pool_shares_not_whole", "The shares add up to \(sum) basis points and not to 10,000.", at: place)
    }
    self.code = code
    self.union = union
    self.first = first
    self.shares = shares
  }

  /// What each member gets of an amount, in the order of the shares, to the minor unit.
  public func split(_ minor: Int64) -> [Int64] { BasisPoints.split(minor, by: shares.map(\.basisPoints)) }
}
