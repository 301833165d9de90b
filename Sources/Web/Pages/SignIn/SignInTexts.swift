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
  /// By the code of the refusal.
  let refusals: [String: String]

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
    refusals: [
      "sign_in_refused": "The address, the password or the code is not right, or the account is closed.",
      "second_factor_needed": "Give the code of your authenticator, too.",
      "too_many_tries": "There were too many tries. Wait a quarter of an hour.",
      "sign_in_busy": "Too many people sign in at this moment. Try again in a few seconds.",
      "link_invalid": "The link was used before, is too old, or was not copied whole. Ask for another one.",
      "password_too_short": "The password is too short: at least 12 characters.",
      "password_too_long": "The password is too long.",
      "password_too_simple": "This password is easily guessed. Take several words that do not go together.",
    ])

  private static let french = SignInTexts(
    signIn: "Se connecter", signOut: "Se déconnecter", email: "Adresse électronique", password: "Mot de passe",
    code: "Code de votre authentificateur", codeExplained: "Seulement si vous avez activé un second facteur.",
    setPassword: "Choisir votre mot de passe", newPassword: "Nouveau mot de passe",
    passwordExplained: "Au moins 12 caractères. Une phrase de plusieurs mots convient.",
    passwordSet: "Votre mot de passe est enregistré. Connectez-vous.", problem: "Cela n’a pas abouti",
    refusals: [
      "sign_in_refused": "L’adresse, le mot de passe ou le code n’est pas exact, ou le compte est fermé.",
      "second_factor_needed": "Donnez aussi le code de votre authentificateur.",
      "too_many_tries": "Il y a eu trop d’essais. Attendez un quart d’heure.",
      "sign_in_busy": "Trop de personnes se connectent en ce moment. Réessayez dans quelques secondes.",
      "link_invalid": "Le lien a déjà servi, est trop ancien ou n’a pas été copié en entier. Demandez-en un autre.",
      "password_too_short": "Le mot de passe est trop court : au moins 12 caractères.",
      "password_too_long": "Le mot de passe est trop long.",
      "password_too_simple": "Ce mot de passe se devine facilement. Prenez plusieurs mots sans lien entre eux.",
    ])

  private static let arabic = SignInTexts(
    signIn: "تسجيل الدخول", signOut: "تسجيل الخروج", email: "البريد الإلكتروني", password: "كلمة السر",
    code: "رمز تطبيق المصادقة", codeExplained: "فقط إذا فعّلتم عاملا ثانيا للتحقق.",
    setPassword: "اختيار كلمة السر", newPassword: "كلمة السر الجديدة",
    passwordExplained: "12 حرفا على الأقل. جملة من عدة كلمات اختيار جيد.",
    passwordSet: "سُجّلت كلمة السر. يمكنكم الآن تسجيل الدخول بها.", problem: "لم تنجح العملية",
    refusals: [
      "sign_in_refused": "العنوان أو كلمة السر أو الرمز غير صحيح، أو الحساب مغلق.",
      "second_factor_needed": "أدخلوا أيضا رمز تطبيق المصادقة.",
      "too_many_tries": "محاولات كثيرة. انتظروا ربع ساعة.",
      "sign_in_busy": "عدد كبير من الأشخاص يسجلون الدخول الآن. أعيدوا المحاولة بعد ثوان.",
      "link_invalid": "الرابط استُعمل من قبل أو قديم أو لم يُنسخ كاملا. اطلبوا رابطا آخر.",
      "password_too_short": "كلمة السر قصيرة: 12 حرفا على الأقل.",
      "password_too_long": "كلمة السر طويلة جدا.",
      "password_too_simple": "كلمة السر هذه سهلة التخمين. اختاروا عدة كلمات لا صلة بينها.",
    ])
}
