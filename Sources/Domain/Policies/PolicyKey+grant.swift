extension PolicyKey {
  /// Policies of grant.
  public static let grant: [PolicyKey] = []
}
