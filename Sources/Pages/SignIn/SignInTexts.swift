import Domain

/// What the pages for getting in say, in one language.
final class SignInTexts: Decodable, Sendable {
  let signIn: String
  let signOut: String
  let email: String
  let password: String
  let code: String
  let codeExplained: String
  let setPassword: String
  let newPassword: String
  let passwordExplained: String
  let passwordSet: String
  let problem: String
  let forgotten: String
  let sendLink: String
  let linkSent: String
  let elsewhere: String
  let goOn: String

  static func of(_ language: Language) -> SignInTexts { PageTexts.of(language).signIn }
}
