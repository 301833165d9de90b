extension PolicyKey {
  /// Policies of waqf.
  public static let waqf: [PolicyKey] = []
}
