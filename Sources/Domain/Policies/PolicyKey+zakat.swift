extension PolicyKey {
  /// Policies of zakat.
  public static let zakat: [PolicyKey] = []
}
