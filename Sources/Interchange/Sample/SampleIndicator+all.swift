extension SampleIndicator {
  static let all = [
    SampleIndicator(
      "members_income", .ratio, baseline: 900...2_400, change: 15...60,
      SampleName(
        ar: "متوسط الدخل الشهري للأعضاء (درهم)", fr: "Revenu mensuel moyen des membres (MAD)",
        en: "Mean monthly income of members (MAD)")),
    SampleIndicator(
      "jobs_created", .flow, baseline: 1...4, change: 20...150,
      SampleName(ar: "مناصب الشغل المحدثة", fr: "Emplois créés", en: "Jobs created")),
    SampleIndicator(
      "women_in_leadership", .ratio, baseline: 10...40, change: 20...90,
      SampleName(
        ar: "نسبة النساء في هيئات التسيير", fr: "Part des femmes dans les instances de direction",
        en: "Share of women in leadership")),
    SampleIndicator(
      "training_hours", .flow, baseline: 20...160, change: 20...120,
      SampleName(ar: "ساعات التكوين", fr: "Heures de formation", en: "Hours of training")),
    SampleIndicator(
      "literacy_rate", .ratio, baseline: 35...65, change: 10...40,
      SampleName(ar: "نسبة الإلمام بالقراءة والكتابة", fr: "Taux d’alphabétisation", en: "Literacy rate")),
    SampleIndicator(
      "school_attendance", .ratio, baseline: 60...85, change: 5...16,
      SampleName(ar: "نسبة التمدرس", fr: "Taux de fréquentation scolaire", en: "School attendance rate")),
    SampleIndicator(
      "water_access", .stock, baseline: 40...300, change: 10...80,
      SampleName(
        ar: "الأسر المستفيدة من الماء الصالح للشرب", fr: "Ménages ayant accès à l’eau potable",
        en: "Households with access to drinking water")),
    SampleIndicator(
      "school_dropout", .ratio, .down, baseline: 8...22, change: 20...60,
      SampleName(ar: "نسبة الهدر المدرسي", fr: "Taux d’abandon scolaire", en: "School dropout rate")),
    SampleIndicator(
      "local_sales", .flow, baseline: 20_000...180_000, change: 10...70,
      SampleName(ar: "المبيعات المحلية (درهم)", fr: "Ventes locales (MAD)", en: "Local sales (MAD)")),
    SampleIndicator(
      "member_savings", .stock, baseline: 15_000...120_000, change: 20...90,
      SampleName(ar: "ادخار الأعضاء (درهم)", fr: "Épargne des membres (MAD)", en: "Savings of members (MAD)")),
    SampleIndicator(
      "accidents", .flow, .down, baseline: 2...9, change: 30...90,
      SampleName(ar: "حوادث الشغل", fr: "Accidents du travail", en: "Accidents at work")),
    SampleIndicator(
      "certified_products", .stock, baseline: 1...4, change: 50...200,
      SampleName(ar: "المنتجات الحاصلة على شهادة", fr: "Produits certifiés", en: "Certified products")),
  ]

  /// Codes of the indicators that actors of a kind report.
  static func codes(for kind: SampleActor.Kind) -> [String] {
    switch kind {
    case .cooperative:
      [
        "members_income", "jobs_created", "women_in_leadership", "training_hours", "local_sales", "member_savings",
        "accidents", "certified_products",
      ]
    case .association:
      [
        "women_in_leadership", "training_hours", "literacy_rate", "school_attendance", "water_access", "school_dropout",
      ]
    case .socialEnterprise:
      ["members_income", "jobs_created", "women_in_leadership", "training_hours", "local_sales", "accidents"]
    case .union, .funder, .coachingCentre: []
    }
  }
}
