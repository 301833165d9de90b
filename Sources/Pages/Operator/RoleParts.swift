import Domain

/// What the pages about people are made of.
enum RoleParts {
  /// The fields of a role's form.
  static let fields = ["role", "organisation", "first_on", "last_on"]

  /// `Reporter – coop-ber-109, from 1 March 2026 to 31 March 2026`.
  static func words(_ grant: RoleGrant, _ language: Language) -> HTML {
    let (texts, figures) = (OperatorTexts.of(language), Figures(language: language))
    let organisation: HTML? = grant.organisation.map { " – \(figures.code($0.text))" }
    let last: HTML? = grant.last.map { " \(texts.through) \(figures.date($0))" }
    return """
      \(texts.roleNames[grant.role] ?? grant.role.rawValue)\(organisation)\(Texts.of(language).comma)\
      \(grant.last == nil ? texts.onward : texts.from) \(figures.date(grant.first))\(last)
      """
  }

  static func state(_ stored: RegisteredUser, _ language: Language) -> HTML {
    let texts = OperatorTexts.of(language)
    return stored.isBlocked
      ? "<strong class=\"failed\">\(texts.blocked)</strong>" : "<span class=\"status\">\(texts.active)</span>"
  }

  /// The fields by which a role is given; from today on where nothing else is typed.
  static func form(_ typed: PeopleForms.Role, today: CalendarDate, _ language: Language) -> HTML {
    let texts = OperatorTexts.of(language)
    let roles = Role.allCases.map { role -> HTML in
      let mark: HTML = role.rawValue == typed.role ? " selected" : ""
      return "<option value=\"\(role.rawValue)\"\(mark)>\(texts.roleNames[role] ?? role.rawValue)</option>"
    }
    let first = typed.first.isEmpty ? today.description : typed.first
    return """
      <p><label for="role">\(texts.role)</label>
      <select id="role" name="role">\(roles)</select></p>
      \(FormParts.field("organisation", texts.organisation, typed.organisation, isLatin: true, note: texts.organisationExplained))
      \(FormParts.field("first_on", texts.firstOn, first, isLatin: true))
      \(FormParts.field("last_on", texts.lastOn, typed.last, isLatin: true, note: texts.lastOnExplained))
      """
  }
}
