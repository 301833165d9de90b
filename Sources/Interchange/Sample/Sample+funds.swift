import Domain

extension Sample {
  private typealias Title = (code: String, ar: String, fr: String, en: String)

  private static let titles: [(Instrument, [Title])] = [
    (
      .grant,
      [
        ("grant-income", "صندوق دعم الأنشطة المدرة للدخل", "Fonds Activités génératrices de revenus", "Income Fund"),
        ("grant-water", "صندوق الماء القروي", "Fonds Eau rurale", "Rural Water Fund"),
        ("grant-skills", "صندوق الكفاءات", "Fonds Compétences", "Skills Fund"),
      ]
    ),
    (
      .crowdfunding,
      [
        ("crowd-press", "حملة معصرة الزيتون", "Campagne Moulin à huile", "Olive Press Campaign"),
        ("crowd-loom", "حملة أنوال النسيج", "Campagne Métiers à tisser", "Looms Campaign"),
        ("crowd-bus", "حملة النقل المدرسي", "Campagne Transport scolaire", "School Bus Campaign"),
      ]
    ),
    (
      .zakat,
      [
        ("zakat-families", "صندوق زكاة الأسر", "Fonds Zakat des familles", "Families Zakat Fund"),
        ("zakat-tools", "صندوق زكاة أدوات العمل", "Fonds Zakat Outils de travail", "Working Tools Zakat Fund"),
        ("zakat-harvest", "صندوق زكاة الزروع", "Fonds Zakat des récoltes", "Harvest Zakat Fund"),
      ]
    ),
    (
      .waqf,
      [
        ("waqf-shops", "وقف المحلات التجارية", "Waqf des boutiques", "Shops Waqf"),
        ("waqf-orchard", "وقف بستان الزيتون", "Waqf de l’oliveraie", "Olive Orchard Waqf"),
        ("waqf-school", "وقف دار الطالبة", "Waqf de la maison de l’étudiante", "Girls’ Boarding House Waqf"),
      ]
    ),
  ]

  /// Three funds of each instrument.
  mutating func addFunds() {
    let keepers = actors(.funder).filter { $0.code.hasPrefix("fondation-") }
    for (instrument, titles) in Sample.titles {
      for title in titles {
        let name = SampleName(ar: title.ar, fr: title.fr, en: title.en).asExample
        let keeper = keepers[funds.count % keepers.count].code
        funds.append(SampleFund(code: title.code, instrument: instrument, name: name, keeper: keeper))
      }
    }
  }
}
