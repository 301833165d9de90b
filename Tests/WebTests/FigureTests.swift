import Domain
import Pages
import Testing
import Web

@Suite("Numbers, dates and names on pages")
struct FigureTests {
  private static let narrow = "\u{202F}"

  @Test(
    "a number is isolated, grouped by narrow spaces, and has a true minus",
    arguments: [
      (1_234_567.0, 0, "1\u{202F}234\u{202F}567"), (-1_234.5, 1, "\u{2212}1\u{202F}234,5"), (0.0, 3, "0,000"),
      (999.0, 0, "999"), (1_000.0, 0, "1\u{202F}000"), (0.0005, 3, "0,001"), (-0.0001, 3, "0,000"),
      (0.9999, 3, "1,000"), (12.0, 1, "12,0"),
    ])
  func numbers(value: Double, decimals: Int, expected: String) {
    for language in [Language.ar, .fr] {
      let markup = Figures(language: language).number(value, decimals: decimals).text
      #expect(markup == "<bdi dir=\"ltr\">\(expected)</bdi>")
    }
  }

  @Test("English writes a point")
  func point() {
    #expect(Figures(language: .en).number(1_234.5, decimals: 1).text == "<bdi dir=\"ltr\">1\u{202F}234.5</bdi>")
  }

  @Test(
    "plain numbers show the decimals they have, three at most",
    arguments: [
      (7.0, "7"), (23.75, "23,75"), (0.342, "0,342"), (0.12345, "0,123"), (0.1 + 0.2, "0,3"),
      (1e15, "1\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000"),
    ])
  func plain(value: Double, expected: String) {
    #expect(Figures(language: .fr).plain(value).text == "<bdi dir=\"ltr\">\(expected)</bdi>")
  }

  @Test("what is missing is a dash and never zero")
  func missing() {
    let figures = Figures(language: .fr)
    for markup in [figures.number(nil, decimals: 2), figures.plain(nil), figures.percent(nil)] {
      #expect(markup.text == "<span class=\"none\">–</span>")
    }
  }

  @Test("per cent follows the language")
  func percent() {
    #expect(Figures(language: .fr).percent(0.876).text == "<bdi dir=\"ltr\">88\u{202F}%</bdi>")
    #expect(Figures(language: .ar).percent(0.876).text == "<bdi dir=\"ltr\">88%</bdi>")
  }

  @Test("dates are words of the language, as Morocco writes them")
  func dates() throws {
    let day = try CalendarDate(iso: "2026-08-31")
    let expected = [Language.ar: "31 غشت 2026", .fr: "31 août 2026", .en: "31 August 2026"]
    for (language, text) in expected {
      #expect(Figures(language: language).date(day).text == "<time datetime=\"2026-08-31\"><bdi>\(text)</bdi></time>")
    }
  }

  @Test("a name is marked with the language it is in")
  func names() throws {
    let names = try Names(ar: "تعاونية", fr: "Coopérative <A>")
    #expect(Figures(language: .ar).name(names).text == "<bdi lang=\"ar\">تعاونية</bdi>")
    #expect(Figures(language: .en).name(names).text == "<bdi lang=\"fr\">Coopérative &lt;A&gt;</bdi>")
  }

  @Test("text is escaped scalar by scalar")
  func escaping() {
    let value = "<>&\"'\"\u{301}<\u{338}"
    let markup: HTML = "<p title=\"\(value)\">\(value)</p>"
    let escaped = "&lt;&gt;&amp;&quot;&#39;&quot;\u{301}&lt;\u{338}"
    #expect(Array(markup.text.unicodeScalars) == Array("<p title=\"\(escaped)\">\(escaped)</p>".unicodeScalars))
  }

  @Test("every language names every kind of actor and the same statuses", arguments: Language.allCases)
  func catalogue(language: Language) {
    let texts = Texts.of(language)
    #expect(ActorKind.allCases.allSatisfy { texts.kinds[$0] != nil } && texts.months.count == 12)
    #expect(Set(texts.scoreStatuses.keys) == Set(Texts.of(.en).scoreStatuses.keys))
    #expect(Set(texts.partStatuses.keys) == Set(Texts.of(.en).partStatuses.keys))
  }
}
