/// Where a report stands between who wrote it and who counts on it.
public enum ReportState: String, CaseIterable, Hashable, Sendable {
  case submitted
  /// Sent back with reasons; the next version answers.
  case returned
  case verified
  case validated
  /// Closed: the next version needs a reopening first.
  case locked
  /// Was locked, and may be corrected by another version.
  case reopened
  /// A later version stands in its place.
  case superseded

  /// What the facts recorded about a report come to.
  public init(
    verification: Verdict.Word?, isValidated: Bool, isLocked: Bool, isReopened: Bool, isLatest: Bool
  ) {
    switch (isLatest, isReopened, isLocked, isValidated, verification) {
    case (false, _, _, _, _): self = .superseded
    case (_, true, _, _, _): self = .reopened
    case (_, _, true, _, _): self = .locked
    case (_, _, _, true, _): self = .validated
    case (_, _, _, _, .returned?): self = .returned
    case (_, _, _, _, .some): self = .verified
    case (_, _, _, _, nil): self = .submitted
    }
  }
}

/// Who must be another person than whom, before a report counts as validated.
///
/// Author, verifier and approver are three recorded facts. Where more money reached the actor in the year up to the end
/// of the period than a programme's threshold, they are three persons. Below it two are enough, as small cooperatives
/// have nobody else: who verifies may also approve, where that person comes from the union or coaching centre that acts
/// for the actor. The author is never the only one.
public enum ReviewRule {
  /// On what a validation stands.
  public enum Basis: String, CaseIterable, Hashable, Sendable {
    case threePersons = "three_persons"
    case secondPerson = "second_person"
  }

  /// - Parameters:
  ///   - receivedMinor: What reached the actor in the year up to the end of the period.
  ///   - thresholdMinor: Nil where the programme has set none: then it is always three persons.
  ///   - isFromAgent: Whether who approves comes from a union or coaching centre that verifies for the actor.
  /// - Throws: `maker_is_not_checker` where the author verifies or approves; `third_person_needed`.
  public static func basis(
    author: String, verifier: String, approver: String, receivedMinor: Int64, thresholdMinor: Int64?, isFromAgent: Bool
  ) throws(Problem) -> Basis {
    let (author, verifier, approver) = (author.lowercased(), verifier.lowercased(), approver.lowercased())
    guard author != verifier, author != approver else {
      throw Problem("maker_is_not_checker", "Who wrote a report does not verify or approve it; ask another person.")
    }
    if verifier != approver { return .threePersons }
    guard let thresholdMinor, receivedMinor <= thresholdMinor, isFromAgent else {
      throw Problem(
        "third_person_needed",
        "Who verified this report does not approve it, but for a union or coaching centre below the programme's threshold."
      )
    }
    return .secondPerson
  }
}
