/// Exact shares, each with its reason, and what nobody could take.
struct FilledShares {
  var shares: ExactShares
  var reasons: [PaymentReason]
  var leftMinor: Int64
}
