extension PolicyKey {
  /// Policies of crowdfunding.
  public static let crowdfunding: [PolicyKey] = []
}
