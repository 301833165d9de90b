import Domain
import Pages
import Testing
import Web

@Suite("Texts about numbers")
struct PluralTextTests {
  @Test("each language has its own forms, Arabic six")
  func forms() {
    func forms(_ language: Language, _ counts: [Int]) -> [String] {
      counts.map { PluralText.form(of: $0, in: language).rawValue }
    }
    #expect(forms(.en, [0, 1, 2, 11, 100]) == ["other", "one", "other", "other", "other"])
    #expect(forms(.fr, [0, 1, 2, 11, 100]) == ["one", "one", "other", "other", "other"])
    #expect(
      forms(.ar, [0, 1, 2, 3, 10, 11, 26, 99, 100, 101, 102, 103, 110, 111, 1_000]) == [
        "zero", "one", "two", "few", "few", "many", "many", "many", "other", "other", "other", "few", "few", "many",
        "other",
      ])
  }

  @Test("the number stands where the text says, isolated and grouped; a form may say it in words")
  func numbers() {
    let french = PluralText(.fr, [.one: "{n} valeur", .other: "{n} valeurs"])
    let figures = Figures(language: .fr)
    #expect(french.of(1, figures).text == "<bdi dir=\"ltr\">1</bdi> valeur")
    #expect(french.of(1_200, figures).text == "<bdi dir=\"ltr\">1\u{202F}200</bdi> valeurs")
    let arabic = PluralText(
      .ar,
      [
        .zero: "لا قيمة", .one: "قيمة واحدة", .two: "قيمتان", .few: "{n} قيم", .many: "{n} قيمة",
        .other: "{n} قيمة",
      ])
    let own = Figures(language: .ar)
    #expect(arabic.of(0, own).text == "لا قيمة" && arabic.of(2, own).text == "قيمتان")
    #expect(arabic.of(3, own).text == "<bdi dir=\"ltr\">3</bdi> قيم")
  }
}
