/// A commune of the Oriental region, with the code of the HCP. Its province is the start of the code.
///
/// Source: Haut-Commissariat au Plan (HCP), RGPH 2024, CC BY 4.0.
struct SamplePlace {
  let code: String
  let french: String
  let arabic: String

  var province: String { String(code.prefix(6)) }

  /// The communes of a province, with the letters that stand for the province in codes of actors.
  struct Province {
    let letters: String
    let communes: [SamplePlace]
  }

  static let provinces: [Province] = [
    province(
      "ouj", ("02.411.01.23", "Oujda", "وجدة"), ("02.411.01.11", "Bni Drar", "بني درار"),
      ("02.411.05.09", "Isly", "إسلي")),
    province(
      "nad", ("02.381.01.05", "Nador", "الناضور"), ("02.381.01.07", "Zaio", "زايو"),
      ("02.381.07.05", "Arekmane", "أركمان")),
    province(
      "dri", ("02.167.01.09", "Driouch", "الدريوش"), ("02.167.01.13", "Midar", "ميضار"),
      ("02.167.11.25", "Temsamane", "تمسمان")),
    province(
      "jer", ("02.275.01.17", "Jerada", "جرادة"), ("02.275.01.35", "Touissit", "تويسيت"),
      ("02.275.07.03", "Gafait", "كفايت")),
    province(
      "ber", ("02.113.01.09", "Berkane", "بركان"), ("02.113.03.11", "Madagh", "مداغ"),
      ("02.113.05.19", "Zegzel", "زكزل")),
    province(
      "tao", ("02.533.01.33", "Taourirt", "تاوريرت"), ("02.533.01.13", "Debdou", "دبدو"),
      ("02.533.07.21", "Tancherfi", "تنشرفي")),
    province(
      "gue", ("02.265.01.03", "Guercif", "جرسيف"), ("02.265.05.03", "Barkine", "بركين"),
      ("02.265.07.17", "Taddart", "تادرت")),
    province(
      "fig", ("02.251.01.03", "Figuig", "فجيج"), ("02.251.01.01", "Bouarfa", "بوعرفة"),
      ("02.251.07.11", "Talsint", "تالسينت")),
  ]

  private static func province(_ letters: String, _ communes: (String, String, String)...) -> Province {
    Province(letters: letters, communes: communes.map { SamplePlace(code: $0.0, french: $0.1, arabic: $0.2) })
  }
}
