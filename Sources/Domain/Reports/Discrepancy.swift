/// By how much a claim and what a verifier found differ, as a share of what was found.
///
/// Nothing is left open: a claim that verification found to be nothing at all differs by 1, that is 100 %, and what was
/// not verified yet has no discrepancy, which is not the same as none.
/// Rule: BLSQ/orbf-rules_engine, Senegal system.
public enum Discrepancy {
  /// - Parameter claimed: Nil is a claim of nothing.
  /// - Returns: 0 where both agree, nil where nothing was verified.
  public static func share(claimed: Double?, verified: Double?) -> Double? {
    guard let verified else { return nil }
    let claimed = claimed ?? 0
    guard verified != 0 else { return claimed == 0 ? 0 : 1 }
    return (claimed - verified).magnitude / verified.magnitude
  }
}
