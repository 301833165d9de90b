import Actions
import Domain
import HTTPTypes
import Hummingbird

/// One person with every role, past and coming ones too, and what an operator may do about it.
struct PersonPage {
  /// A link by which a password is set, shown once.
  struct Link {
    let address: String
    let hours: Int
  }

  let stored: RegisteredUser
  let today: CalendarDate
  let language: Language
  var link: Link?
  var form = PeopleForms.Role()
  var refusal: Problem?

  static func path(_ person: Int64) -> String { "\(PeoplePage.path)/\(person)" }

  private var texts: OperatorTexts { OperatorTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { PersonPage.path(stored.id.rawValue) }
  private var query: String { "?lang=\(language.rawValue)" }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let content: HTML = """
      \(OperatorWays(current: nil, language: language).markup)
      <h1><bdi>\(stored.user.displayName)</bdi></h1>
      \(FormParts.summary(refusal, fields: RoleParts.fields, language))
      \(shownLink)
      <dl class="facts">
      <div><dt>\(texts.email)</dt><dd>\(figures.code(stored.user.email.text))</dd></div>
      <div><dt>\(texts.language)</dt><dd>\(stored.user.language.ownName)</dd></div>
      <div><dt>\(texts.state)</dt><dd>\(RoleParts.state(stored, language))</dd></div>
      </dl>
      <section><h2>\(texts.roles)</h2>
      \(roles)
      <details\(form.role.isEmpty ? "" : " open")><summary>\(texts.give)</summary>
      <form class="card" method="post" action="\(path)/roles\(query)">
      \(RoleParts.form(form, today: today, language))
      <p><button type="submit">\(texts.give)</button></p></form></details></section>
      \(steps)
      """
    return Page(
      language: language, path: path, title: stored.user.displayName, content: content, styles: [.funderStyle]
    ).response(status: status)
  }

  private var shownLink: HTML? {
    guard let link else { return nil }
    return """
      <div role="status"><h2>\(texts.link)</h2>
      <p>\(figures.code(link.address))</p>
      <p>\(texts.linkExplained) \(figures.integer(link.hours)) \(texts.hours)</p></div>

      """
  }

  private var roles: HTML {
    guard !stored.grants.isEmpty else { return "<p>\(texts.noRoles)</p>" }
    let table = Table(
      headings: [texts.role, texts.end],
      rows: stored.grants.map { [RoleParts.words($0.grant, language), ending($0)] })
    return table.markup
  }

  private func ending(_ held: RegisteredUser.HeldGrant) -> HTML {
    if let last = held.grant.last, last <= today { return "<span class=\"note\">\(texts.over)</span>" }
    let id = String(held.id)
    return """
      <form class="inline" method="post" action="\(path)/roles/\(id)/end\(query)">
      <input name="last_on" dir="ltr" required aria-label="\(texts.endOn)" value="\(today.description)">\
      <button class="quiet" type="submit">\(texts.end)</button></form>
      """
  }

  private var steps: HTML {
    if stored.isBlocked { return step("unblock", texts.unblock, nil, isQuiet: false) }
    return
      "\(step("link", texts.newLink, texts.newLinkExplained, isQuiet: false))\(step("block", texts.block, texts.blockExplained, isQuiet: true))"
  }

  private func step(_ noun: String, _ label: String, _ explained: String?, isQuiet: Bool) -> HTML {
    let note: HTML? = explained.map { "<p class=\"note\">\($0)</p>\n" }
    let kind: HTML = isQuiet ? " class=\"quiet\"" : " class=\"plain\""
    return """
      <form class="card" method="post" action="\(path)/\(noun)\(query)">
      \(note)<p><button\(kind) type="submit">\(label)</button></p></form>

      """
  }
}
