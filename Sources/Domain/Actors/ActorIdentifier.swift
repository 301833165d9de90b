/// How others know an actor: a register entry, a tax number, a published organisation identifier.
public struct ActorIdentifier: Hashable, Sendable {
  public enum Scheme: String, CaseIterable, Hashable, Sendable {
    /// Local register of cooperatives: `court/number/year` (Morocco, law 112-12).
    case coopRegister = "coop_register"
    /// Identifiant commun de l'entreprise: fifteen digits.
    case ice
    /// Registre du commerce.
    case rc
    /// Number in the central register kept by ODCO.
    case odco
    /// Organisation identifier as published in IATI.
    case iatiOrganisation = "iati_org"
    /// org-id.guide identifier, as 360Giving uses them.
    case orgID = "org_id"
  }

  public let scheme: Scheme
  public let value: String

  /// - Throws: `identifier_malformed` where the value does not have the scheme's shape.
  public init(_ scheme: Scheme, _ value: String) throws(Problem) {
    let isDigits = { (text: Substring) in !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } }
    let fits: Bool
    switch scheme {
    case .ice:
      fits = value.utf8.count == 15 && isDigits(value[...])
    case .coopRegister:
      let parts = value.split(separator: "/", omittingEmptySubsequences: false)
      fits =
        parts.count == 3 && !parts[0].isEmpty && isDigits(parts[1]) && parts[2].utf8.count == 4 && isDigits(parts[2])
    case .rc, .odco, .iatiOrganisation, .orgID:
      fits = value.contains { !$0.isWhitespace } && value.utf8.count <= 255
    }
    guard fits else {
      throw Problem("identifier_malformed", "“\(value)” does not have the shape of \(scheme.rawValue).")
    }
    self.scheme = scheme
    self.value = value
  }
}
