/// A target group.
public struct SampleGroup: Hashable, Sendable {
  public let code: String
  public let name: SampleName

  static let all = [
    SampleGroup(
      code: "rural_women", name: SampleName(ar: "النساء القرويات", fr: "Femmes rurales", en: "Rural women")),
    SampleGroup(code: "youth", name: SampleName(ar: "الشباب", fr: "Jeunes", en: "Youth")),
    SampleGroup(
      code: "persons_with_disabilities",
      name: SampleName(
        ar: "الأشخاص في وضعية إعاقة", fr: "Personnes en situation de handicap", en: "Persons with disabilities")),
    SampleGroup(
      code: "smallholders", name: SampleName(ar: "صغار الفلاحين", fr: "Petits agriculteurs", en: "Smallholders")),
  ]
}
