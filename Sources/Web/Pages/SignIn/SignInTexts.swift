import Domain

/// What the pages for getting in say, in one language.
struct SignInTexts: Sendable {
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

  static func of(_ language: Language) -> SignInTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = SignInTexts(
    signIn: "Sign in", signOut: "Sign out", email: "E-mail address", password: "Password",
    code: "Code of your authenticator", codeExplained: "Only if you set up a second factor.",
    setPassword: "Set your password", newPassword: "New password",
    passwordExplained: "At least 12 characters. A sentence of several words is good.",
    passwordSet: "Your password is set. Sign in with it.", problem: "This did not work",
    forgotten: "Forgot your password?", sendLink: "Send me a link",
    linkSent: "If somebody has this address here, a link is on its way to it. It works once, within the hour.",
    elsewhere: "Sign in with your organisation’s account", goOn: "You are signed in. Go on.")

  private static let french = SignInTexts(
    signIn: "Se connecter", signOut: "Se déconnecter", email: "Adresse électronique", password: "Mot de passe",
    code: "Code de votre authentificateur", codeExplained: "Seulement si vous avez activé un second facteur.",
    setPassword: "Choisir votre mot de passe", newPassword: "Nouveau mot de passe",
    passwordExplained: "Au moins 12 caractères. Une phrase de plusieurs mots convient.",
    passwordSet: "Votre mot de passe est enregistré. Connectez-vous.", problem: "Cela n’a pas abouti",
    forgotten: "Mot de passe oublié ?", sendLink: "M’envoyer un lien",
    linkSent: "Si quelqu’un a cette adresse ici, un lien lui est envoyé. Il sert une fois, dans l’heure.",
    elsewhere: "Se connecter avec le compte de votre organisation", goOn: "Vous êtes connecté. Continuer.")

  private static let arabic = SignInTexts(
    signIn: "تسجيل الدخول", signOut: "تسجيل الخروج", email: "البريد الإلكتروني", password: "كلمة السر",
    code: "رمز تطبيق المصادقة", codeExplained: "فقط إذا فعّلتم عاملا ثانيا للتحقق.",
    setPassword: "اختيار كلمة السر", newPassword: "كلمة السر الجديدة",
    passwordExplained: "12 حرفا على الأقل. جملة من عدة كلمات اختيار جيد.",
    passwordSet: "سُجّلت كلمة السر. يمكنكم الآن تسجيل الدخول بها.", problem: "لم تنجح العملية",
    forgotten: "نسيتم كلمة السر؟", sendLink: "أرسلوا إليّ رابطًا",
    linkSent: "إن كان لأحد هنا هذا العنوان فقد أُرسل إليه رابط يصلح مرة واحدة خلال ساعة.",
    elsewhere: "تسجيل الدخول بحساب مؤسستكم", goOn: "سجّلتم الدخول. واصلوا.")
}
