/// An organisation as an activity or a transaction names it.
public struct IATIOrganisation: Hashable, Sendable {
  /// Its identifier, where the publisher gives one.
  public var ref: String?
  /// A code of the list OrganisationType.
  public var type: String?
  /// A code of the list OrganisationRole (1 funding, 2 accountable, 3 extending, 4 implementing), where it takes part.
  public var role: String?
  public var name: IATIText
  public var line: Int

  /// A code that is the same for the same organisation in every file: the ref, or what ``IATICode`` makes of the name.
  public var code: String { ref ?? IATICode.organisation(name.first) }
}
