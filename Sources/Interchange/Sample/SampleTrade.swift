/// What an invented organisation works on, as it stands in a name.
struct SampleTrade {
  let code: String
  let name: SampleName

  /// Of cooperatives; unions form around the first six.
  static let cooperatives = [
    trade("olive", "زيت الزيتون", "Huile d’olive", "Olive Oil"), trade("honey", "العسل", "Miel", "Honey"),
    trade("herbs", "الأعشاب العطرية", "Plantes aromatiques", "Aromatic Herbs"),
    trade("weaving", "النسيج", "Tissage", "Weaving"), trade("dairy", "الحليب", "Lait", "Dairy"),
    trade("almond", "اللوز", "Amandes", "Almond"), trade("couscous", "الكسكس", "Couscous", "Couscous"),
    trade("argan", "الأركان", "Argane", "Argan"), trade("fig", "التين", "Figues", "Fig"),
    trade("embroidery", "التطريز", "Broderie", "Embroidery"), trade("pottery", "الفخار", "Poterie", "Pottery"),
    trade("sheep", "تربية الأغنام", "Élevage ovin", "Sheep Farming"), trade("caper", "القبار", "Câpres", "Caper"),
    trade("poultry", "تربية الدواجن", "Aviculture", "Poultry"),
    trade("soap", "الصابون الطبيعي", "Savon naturel", "Natural Soap"),
  ]

  static let associations = [
    trade("literacy", "محو الأمية", "Alphabétisation", "Literacy"),
    trade("water", "الماء الصالح للشرب", "Eau potable", "Drinking Water"),
    trade("inclusion", "الإعاقة والإدماج", "Handicap et inclusion", "Disability Inclusion"),
    trade("girls", "تمدرس الفتيات", "Scolarisation des filles", "Girls’ Schooling"),
    trade("youth", "تشغيل الشباب", "Emploi des jeunes", "Youth Employment"),
  ]

  /// The Arabic stands behind “social enterprise for”.
  static let enterprises = [
    trade("recycling", "لإعادة التدوير", "Recyclage", "Recycling"),
    trade("solar", "للطاقة الشمسية", "Énergie solaire", "Solar Energy"),
    trade("ecotourism", "للسياحة البيئية", "Écotourisme", "Ecotourism"),
    trade("catering", "لخدمات الإطعام", "Restauration collective", "Catering"),
  ]

  /// Words that invented funders are called by.
  static let funders = [
    trade("nour", "النور", "Nour", "Nour"), trade("amal", "الأمل", "Amal", "Amal"),
    trade("ofoq", "الأفق", "Ofoq", "Ofoq"),
    trade("wafae", "الوفاء", "Wafae", "Wafae"), trade("zaytouna", "الزيتونة", "Zaytouna", "Zaytouna"),
    trade("sahel", "الساحل", "Sahel", "Sahel"), trade("nakhla", "النخلة", "Nakhla", "Nakhla"),
    trade("manar", "المنار", "Manar", "Manar"),
  ]

  private static func trade(_ code: String, _ arabic: String, _ french: String, _ english: String) -> SampleTrade {
    SampleTrade(code: code, name: SampleName(ar: arabic, fr: french, en: english))
  }
}
