/// Which sums of money may be shown to everybody: none of fewer than three actors, and none from which, with one that was
/// shown before, the amounts of fewer than three follow.
///
/// Of two actors each could tell the other's amount by taking away its own. The difference of two sums that were shown is
/// a sum as well: of the actors whose amounts moved in between.
public enum SmallSums {
  /// The fewest actors that a sum which is shown is of.
  public static let leastActors = 3

  /// - Parameters:
  ///   - amounts: Of every actor; an actor with nothing counts as none.
  ///   - earlier: The amounts that each sum was made of that was shown before.
  public static func mayShow<Actor: Hashable>(_ amounts: [Actor: Int64], after earlier: [[Actor: Int64]]) -> Bool {
    isOfNoneOrEnough(amounts.values.count { $0 != 0 })
      && earlier.allSatisfy { before in
        let actors = Set(amounts.keys).union(before.keys)
        return isOfNoneOrEnough(actors.count { amounts[$0] ?? 0 != before[$0] ?? 0 })
      }
  }

  /// A sum of nobody is zero and tells nothing of anybody.
  private static func isOfNoneOrEnough(_ count: Int) -> Bool { count == 0 || count >= leastActors }
}
