/// What kind of organisation an actor is. The raw value is the database's word.
public enum ActorKind: String, CaseIterable, Hashable, Sendable {
  case cooperative
  case union
  case association
  case socialEnterprise = "social_enterprise"
  case funder
  case coachingCentre = "coaching_centre"
  /// A ministry, an agency, a local authority: named by imported data.
  case publicBody = "public_body"
  /// Named by imported data that do not say what it is.
  case otherOrganisation = "other_organisation"

  /// - Throws: `actor_kind_unknown`.
  public init(word: some StringProtocol) throws(Problem) {
    guard let kind = ActorKind(rawValue: String(word)) else {
      let known = ActorKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem("actor_kind_unknown", "“\(word)” is not a kind of actor; the kinds are \(known).")
    }
    self = kind
  }
}
