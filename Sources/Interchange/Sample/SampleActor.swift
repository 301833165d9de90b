/// An invented organisation.
public struct SampleActor: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case cooperative, union, association
    case socialEnterprise = "social_enterprise"
    case funder
    case coachingCentre = "coaching_centre"

    /// Whether actors of this kind report indicators.
    public var reports: Bool { self == .cooperative || self == .association || self == .socialEnterprise }
  }

  public let code: String
  public let kind: Kind
  public let name: SampleName
  /// Codes of the HCP, such as `02.113` and `02.113.03.11`.
  public let province: String
  public let commune: String
  /// Members, or people employed; zero for funders.
  public let members: Int
  /// Codes of the target groups the actor works for; none for those who do not report.
  public let groups: [String]
  /// What a cooperative makes; what unions are made of.
  let trade: String
}
