import HTTPTypes

extension Route {
  /// Whether a repeat of the request would make something again, so that it may carry a key.
  package var mayHaveKey: Bool {
    guard let contract, method == .post, !contract.hasKey, Requirement.of(method, path) != .anyone else { return false }
    return contract.replies.contains { $0.status == 201 } && contract.mediaTypes == ["application/json"]
      && !Route.repeatedAtWill.contains(path)
  }

  /// What is begun anew by every request, and replaces what was begun before.
  private static let repeatedAtWill: Set<String> = [
    "/api/v1/second-factor", "/api/v1/second-factor/confirmation",
  ]
}
