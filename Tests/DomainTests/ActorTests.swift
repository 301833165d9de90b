import Domain
import Testing

@Suite("Actors, their names and identifiers")
struct ActorTests {
  @Test("a code is plain ASCII", arguments: ["coop-1", "XM-DAC:46002", "a", "9.b_c"])
  func codes(text: String) throws { #expect(try Code(text).text == text) }

  @Test(
    "another code is refused", arguments: ["", "-a", "a b", "é", "a/b", "تعاونية", String(repeating: "a", count: 101)])
  func refusedCodes(text: String) {
    #expect(throws: Problem.self) { try Code(text) }
  }

  @Test("one name at least, trimmed, without controls and marks that turn text round")
  func names() throws {
    #expect(try Names(ar: "  تعاونية  ").ar == "تعاونية")
    #expect(try Names(ar: " ", fr: "X").ar == nil)
    for name in ["a\u{202E}b", "a\u{0}b", "a\nb", "a\u{2067}b"] {
      let problem = #expect(throws: Problem.self) { try Names(fr: name) }
      #expect(problem?.code == "name_has_controls")
    }
    #expect(throws: Problem.self) { try Names(ar: " ") }
    #expect(try Names(ar: "ع", en: "E").preferred(.fr) == "E")
  }

  @Test("Tifinagh and Arabic pass")
  func scripts() throws { #expect(try Names(fr: "ⵜⴰⵎⵓⵏⵜ").fr == "ⵜⴰⵎⵓⵏⵜ") }

  @Test(
    "identifiers have the shape of their scheme",
    arguments: [
      (ActorIdentifier.Scheme.ice, "001525713000089", true), (.ice, "12345", false), (.ice, "00152571300008a", false),
      (.coopRegister, "Berkane/12/2019", true), (.coopRegister, "Berkane/12", false), (.coopRegister, "/1/2019", false),
      (.iatiOrganisation, "46002", true), (.iatiOrganisation, " ", false),
    ])
  func identifiers(scheme: ActorIdentifier.Scheme, value: String, fits: Bool) {
    #expect(((try? ActorIdentifier(scheme, value)) != nil) == fits)
  }

  @Test(
    "a territory code says its region and province",
    arguments: [
      ("02", "02", nil as String?), ("02.113", "02", "02.113"), ("02.113.03.11", "02", "02.113"),
    ])
  func territory(code: String, region: String, province: String?) throws {
    let territory = try Territory(code: code)
    #expect(territory.region == region && territory.province == province && territory.code == code)
    #expect(throws: Problem.self) { try Territory(code: "\(code)x") }
  }
}
