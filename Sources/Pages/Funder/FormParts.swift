import Domain
import Serving

/// What the forms of the pages are made of.
enum FormParts {
  /// A labelled line to write on; with a note below it that a screen reader says, too.
  static func field(
    _ name: String, _ label: String, _ value: String, isLatin: Bool = false, isRequired: Bool = false,
    note: String? = nil
  ) -> HTML {
    let direction: HTML = isLatin ? " dir=\"ltr\"" : " dir=\"auto\""
    let required: HTML = isRequired ? " required" : ""
    let described: HTML = note == nil ? "" : " aria-describedby=\"\(name)-note\""
    let small: HTML? = note.map { "\n<small id=\"\(name)-note\">\($0)</small>" }
    return """
      <p><label for="\(name)">\(label)</label>
      <input id="\(name)" name="\(name)"\(direction)\(required)\(described) value="\(value)">\(small)</p>
      """
  }

  /// Who asks or decides: asked for only while nobody has an account; afterwards it is who signed in.
  static func person(_ value: String, id: String = "by", _ language: Language) -> HTML? {
    guard Caller.principal == nil else { return nil }
    return field(id, FunderTexts.of(language).yourAddress, value, isLatin: true, isRequired: true)
  }

  /// Says above a form what was refused, and leads to the field it is about.
  static func summary(_ refusal: Problem?, fields: [String], _ language: Language) -> HTML? {
    summary(refusal.map { [$0] } ?? [], fields: fields, language)
  }

  /// The same of several refusals at once.
  static func summary(_ refusals: [Problem], fields: [String], _ language: Language) -> HTML? {
    guard !refusals.isEmpty else { return nil }
    return """
      <div class="problem" role="alert" tabindex="-1" autofocus><h2>\(FunderTexts.of(language).refused)</h2>
      \(refusals.map { line($0, fields: fields, language) })</div>

      """
  }

  private static func line(_ refusal: Problem, fields: [String], _ language: Language) -> HTML {
    let sentence: HTML =
      ProblemTexts.current.sentenceIfKnown(of: refusal.code, in: language).map { "\($0)" }
      ?? "<span lang=\"en\" dir=\"ltr\">\(refusal.message)</span>"
    let code = Figures(language: language).code(refusal.code.rawValue)
    let field = refusal.place?.field.flatMap { fields.contains($0) ? $0 : nil } ?? fields.first
    let linked: HTML = field.map { "<a href=\"#\($0)\">\(sentence)</a>" } ?? sentence
    return "<p>\(linked) <span class=\"note\">\(code)</span></p>\n"
  }

  static func state(_ state: FundingProposal.State, _ language: Language) -> HTML {
    let isOpen = state == .draft || state == .proposed
    return "<span class=\"status\(isOpen ? " open" : "")\">\(FunderTexts.of(language).states[state] ?? "")</span>"
  }
}
