import Domain
import HTTPTypes
import Hummingbird

/// Who may sign in, what each may do, and the form by which somebody is invited.
struct PeoplePage {
  /// A page of the list; one more may stand here to say that there is another page.
  let people: [RegisteredUser]
  let today: CalendarDate
  let language: Language
  var form = PeopleForms.Invitation()
  var refusal: Problem?
  static let length = 100
  static let path = "/people"

  private var texts: OperatorTexts { OperatorTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let page = people.prefix(PeoplePage.length)
    let content: HTML = """
      \(OperatorWays(current: .people, language: language).markup)
      <h1>\(texts.people)</h1>
      <p class="note">\(texts.peopleExplained)</p>
      \(FormParts.summary(refusal, fields: ["email", "display_name", "language"] + RoleParts.fields, language))
      \(page.isEmpty ? "<p>\(texts.nobody)</p>" : table(page))
      \(turning)
      <section><h2>\(texts.invite)</h2>
      <p class="note">\(texts.inviteExplained)</p>
      \(invitation)</section>
      """
    return Page(
      language: language, path: PeoplePage.path, title: texts.people, content: content, styles: [.funderStyle]
    ).response(status: status)
  }

  private func table(_ page: ArraySlice<RegisteredUser>) -> HTML {
    Table(headings: [texts.person, texts.email, texts.state, texts.roles], rows: page.map(row)).markup
  }

  private func row(_ stored: RegisteredUser) -> [HTML] {
    let path = PersonPage.path(stored.id.rawValue)
    let held = stored.grants.filter { $0.grant.last.map { $0 >= today } ?? true }
    let roles = held.map { "<li>\(RoleParts.words($0.grant, language))</li>\n" as HTML }
    return [
      "<a href=\"\(path)?lang=\(language.rawValue)\"><bdi>\(stored.user.displayName)</bdi></a>",
      figures.code(stored.user.email.text), RoleParts.state(stored, language),
      roles.isEmpty ? "<span class=\"note\">\(texts.noRoles)</span>" : "<ul class=\"roles\">\n\(roles)</ul>",
    ]
  }

  private var turning: HTML? {
    guard people.count > PeoplePage.length, let last = people.prefix(PeoplePage.length).last else { return nil }
    return """
      <nav class="turning"><a rel="next" href="\(PeoplePage.path)?lang=\(language.rawValue)&amp;after=\
      \(String(last.id.rawValue))">\(texts.later)</a></nav>
      """
  }

  private var invitation: HTML {
    let languages = Language.allCases.map { choice -> HTML in
      let mark: HTML = choice.rawValue == (form.language.isEmpty ? language.rawValue : form.language) ? " selected" : ""
      return "<option value=\"\(choice.rawValue)\" lang=\"\(choice.rawValue)\"\(mark)>\(choice.ownName)</option>"
    }
    return """
      <form class="card" method="post" action="\(PeoplePage.path)?lang=\(language.rawValue)">
      \(FormParts.field("email", texts.email, form.email, isLatin: true, isRequired: true))
      \(FormParts.field("display_name", texts.displayName, form.name, isRequired: true))
      <p><label for="language">\(texts.language)</label>
      <select id="language" name="language">\(languages)</select></p>
      \(RoleParts.form(form.role, today: today, language))
      <p><button type="submit">\(texts.invite)</button></p>
      </form>
      """
  }
}
