import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The form by which somebody gets in. A refusal is said above it, and what was typed is kept, except secrets.
struct SignInPage {
  let language: Language
  var email = ""
  var refusal: ProblemCode?
  /// A password was set a moment ago.
  var hasNewPassword = false
  /// Whether a link can be had by mail.
  var sendsMail = false
  /// Whether one can sign in where one has an account already.
  var hasIssuer = false

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
      \(ways)
      """
    return Page(language: language, path: "/sign-in", title: texts.signIn, content: content).response(status: status)
  }
}

extension SignInPage {
  private var ways: HTML? {
    let texts = SignInTexts.of(language)
    let (reset, issuer): (HTML, HTML) = (
      "<p><a href=\"/sign-in/reset?lang=\(language.rawValue)\">\(texts.forgotten)</a></p>",
      "<p><a href=\"/sign-in/issuer\">\(texts.elsewhere)</a></p>"
    )
    return "\(sendsMail ? reset : nil)\(hasIssuer ? issuer : nil)"
  }
}

/// The form by which somebody who forgot the password has a link sent.
struct ResetPage {
  let language: Language
  /// Somebody asked a moment ago.
  var isSent = false
  var refusal: ProblemCode?

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let texts = SignInTexts.of(language)
    let form: HTML = """
      <form class="card" method="post" action="/sign-in/reset?lang=\(language.rawValue)">
      <p><label for="email">\(texts.email)</label>
      <input id="email" name="email" type="email" dir="ltr" autocomplete="username" required></p>
      <p><button type="submit">\(texts.sendLink)</button></p>
      </form>
      """
    let notice: HTML = "<p role=\"status\">\(texts.linkSent)</p>"
    let content: HTML = """
      <h1>\(texts.forgotten)</h1>
      \(SignInForm.summary(refusal, language, at: "email"))\(isSent ? notice : form)
      """
    return Page(language: language, path: "/sign-in/reset", title: texts.forgotten, content: content)
      .response(status: status)
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

  struct Reset: Decodable {
    let email: String
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

  /// - Parameter field: The field that the sentence leads to.
  fileprivate static func summary(_ refusal: ProblemCode?, _ language: Language, at field: String = "password") -> HTML?
  {
    guard let refusal else { return nil }
    let sentence = ProblemTexts.current.sentence(of: refusal, in: language)
    return """
      <div class="problem" role="alert"><h2>\(SignInTexts.of(language).problem)</h2><p><a href="#\(field)">\(sentence)</a></p></div>

      """
  }
}
