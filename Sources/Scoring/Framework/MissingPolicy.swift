/// What stands in for a value that was due and not given (stage S3).
public enum MissingPolicy: String, CaseIterable, Hashable, Sendable {
  /// Nothing: its weight leaves numerator and denominator, and coverage falls.
  case drop
  /// Zero, in every step: before variants, denominators and scales. A cell so filled counts as covered, and its status
  /// says what it is.
  case zero
  /// The mean of the observed values of the same indicator and group; coverage falls as under `drop`.
  case groupMean = "group_mean"
}
