import Domain

/// The letter with a link by which somebody sets a password.
struct LinkLetter {
  enum Occasion { case invitation, reset }

  let occasion: Occasion
  let user: User
  let secret: Secret
  let hours: Int
  /// Where the service is, such as `https://tadamun.example.org`.
  let service: String

  private var link: String {
    "\(service)/sign-in/password?lang=\(user.language.rawValue)&link=\(secret.text)"
  }

  var mail: Mail {
    let (subject, opening, rest) = texts
    return Mail(to: user.email, subject: subject, text: "\(opening)\n\n\(link)\n\n\(rest)\n")
  }

  private var texts: (subject: String, opening: String, rest: String) {
    switch (occasion, user.language) {
    case (.invitation, .en):
      (
        "Your account at Tadamun", "\(user.displayName), you have an account at Tadamun. Choose your password here:",
        "The link works once, within \(hours) hours. If it is too old, ask whoever invited you for another."
      )
    case (.invitation, .fr):
      (
        "Votre compte Tadamun",
        "\(user.displayName), un compte Tadamun est ouvert pour vous. Choisissez votre mot de passe ici :",
        "Le lien sert une fois, dans les \(hours) heures. Passé ce délai, demandez-en un autre à qui vous a invité."
      )
    case (.invitation, .ar):
      (
        "حسابكم في تضامن", "\(user.displayName)، فُتح لكم حساب في تضامن. اختاروا كلمة السر هنا:",
        "يصلح الرابط مرة واحدة خلال \(hours) ساعة. بعدها اطلبوا رابطًا آخر ممن دعاكم."
      )
    case (.reset, .en):
      (
        "A new password for Tadamun", "Somebody asked for a new password for this address. Choose it here:",
        "The link works once, within the hour. If it was not you, do nothing: your password stays as it is."
      )
    case (.reset, .fr):
      (
        "Un nouveau mot de passe pour Tadamun",
        "Un nouveau mot de passe a été demandé pour cette adresse. Choisissez-le ici :",
        "Le lien sert une fois, dans l’heure. Si ce n’était pas vous, ne faites rien : votre mot de passe ne change pas."
      )
    case (.reset, .ar):
      (
        "كلمة سر جديدة لتضامن", "طُلبت كلمة سر جديدة لهذا العنوان. اختاروها هنا:",
        "يصلح الرابط مرة واحدة خلال ساعة. إن لم تطلبوها فلا تفعلوا شيئًا: كلمة السر باقية كما هي."
      )
    }
  }
}
