/// Rules that need nothing but their numbers.
public enum ZakatLimits {
  /// The administrators' share that is left of a year's receipts, in minor units: ⌊received × cap⌋ less what is charged.
  public static func amilRoom(receivedMinor: Int64, chargedMinor: Int64, capBasisPoints: Int) -> Int64 {
    let (product, low) = receivedMinor.multipliedFullWidth(by: Int64(capBasisPoints))
    let limit = Int64(10_000).dividingFullWidth((product, low)).quotient
    return limit - chargedMinor
  }
}
