import Domain
import HTTPTypes
import Hummingbird

/// The form by which somebody gets in. A refusal is said above it, and what was typed is kept, except secrets.
struct SignInPage {
  let language: Language
  var email = ""
  var refusal: ProblemCode?
  /// A password was set a moment ago.
  var hasNewPassword = false

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let texts = SignInTexts.of(language)
    let notice: HTML = "<p role=\"status\">\(texts.passwordSet)</p>"
    let content: HTML = """
      <h1>\(texts.signIn)</h1>
      \(SignInForm.summary(refusal, language))\(hasNewPassword ? notice : nil)
      <form class="card" method="post" action="/sign-in?lang=\(language.rawValue)">
      <p><label for="email">\(texts.email)</label>
      <input id="email" name="email" type="email" dir="ltr" autocomplete="username" required value="\(email)"></p>
      <p><label for="password">\(texts.password)</label>
      <input id="password" name="password" type="password" dir="ltr" autocomplete="current-password" required></p>
      <p><label for="code">\(texts.code)</label>
      <input id="code" name="code" dir="ltr" autocomplete="one-time-code" aria-describedby="code-note">
      <small id="code-note">\(texts.codeExplained)</small></p>
      <p><button type="submit">\(texts.signIn)</button></p>
      </form>
      """
    return Page(language: language, path: "/sign-in", title: texts.signIn, content: content).response(status: status)
  }
}

/// The form by which somebody who was invited, or forgot it, sets a password.
struct PasswordPage {
  let language: Language
  let link: String
  var refusal: ProblemCode?

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let texts = SignInTexts.of(language)
    let content: HTML = """
      <h1>\(texts.setPassword)</h1>
      \(SignInForm.summary(refusal, language))
      <form class="card" method="post" action="/sign-in/password?lang=\(language.rawValue)">
      <input type="hidden" name="link" value="\(link)">
      <p><label for="password">\(texts.newPassword)</label>
      <input id="password" name="password" type="password" dir="ltr" autocomplete="new-password" required
        minlength="12" aria-describedby="password-note">
      <small id="password-note">\(texts.passwordExplained)</small></p>
      <p><button type="submit">\(texts.setPassword)</button></p>
      </form>
      """
    return Page(language: language, path: "/sign-in/password", title: texts.setPassword, content: content)
      .response(status: status)
  }
}

/// What both forms share, and what they send.
enum SignInForm {
  struct SignIn: Decodable {
    let email: String
    let password: String
    let code: String?
  }

  struct NewPassword: Decodable {
    let link: String
    let password: String
  }

  /// The button by which somebody leaves; nothing where nobody came in.
  static func leaving(_ language: Language) -> HTML? {
    guard let principal = Caller.principal else { return nil }
    return """
      <form class="leave" method="post" action="/sign-out"><bdi dir="ltr">\(principal.email)</bdi>
      <button type="submit">\(SignInTexts.of(language).signOut)</button></form>
      """
  }

  fileprivate static func summary(_ refusal: ProblemCode?, _ language: Language) -> HTML? {
    guard let refusal else { return nil }
    let sentence = ProblemTexts.current.sentence(of: refusal, in: language)
    return """
      <div class="problem" role="alert"><h2>\(SignInTexts.of(language).problem)</h2><p><a href="#password">\(sentence)</a></p></div>

      """
  }
}
