/// One of the eight categories (aṣnāf) to whom zakat belongs, Qur'an 9:60, in the order of the verse.
public enum AsnafCategory: String, CaseIterable, Hashable, Sendable {
  case fuqara
  case masakin
  case amilin
  case muallafa
  case riqab
  case gharimin
  case fiSabilillah = "fi_sabilillah"
  case ibnSabil = "ibn_sabil"

  public var arabic: String { names.arabic }
  public var transliteration: String { names.transliteration }
  public var english: String { names.english }
  public var french: String { names.french }

  private var names: (arabic: String, transliteration: String, english: String, french: String) {
    switch self {
    case .fuqara: ("الفقراء", "al-fuqarāʾ", "the poor", "les pauvres")
    case .masakin: ("المساكين", "al-masākīn", "the needy", "les nécessiteux")
    case .amilin: ("العاملون عليها", "al-ʿāmilūna ʿalayhā", "those employed on it", "ceux qui y travaillent")
    case .muallafa:
      (
        "المؤلفة قلوبهم", "al-muʾallafatu qulūbuhum", "those whose hearts are to be reconciled",
        "ceux dont les cœurs sont à gagner"
      )
    case .riqab: ("في الرقاب", "fī r-riqāb", "captives to be freed", "l'affranchissement des jougs")
    case .gharimin: ("الغارمون", "al-ghārimūn", "the over-indebted", "les endettés")
    case .fiSabilillah: ("في سبيل الله", "fī sabīli-llāh", "in the cause of God", "dans la voie d'Allah")
    case .ibnSabil: ("ابن السبيل", "ibn as-sabīl", "the stranded wayfarer", "le voyageur en détresse")
    }
  }
}
