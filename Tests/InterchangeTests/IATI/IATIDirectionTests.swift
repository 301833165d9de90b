import Interchange
import Testing

@Suite("Invisible marks of direction in IATI")
struct IATIDirectionTests {
  @Test(
    "names of organisations are read without them",
    arguments: [
      "\u{202B}تعاونية الأمل\u{202C}", "\u{200F}تعاونية الأمل", "تعاونية\u{200E} الأمل",
      "\u{2067} تعاونية \u{202E}الأمل\u{2069}", "تعاونية الأمل",
    ])
  func names(_ name: String) throws {
    let activity = try IATIReading.activity(
      "<participating-org role=\"4\"><narrative xml:lang=\"ar\">\(name)</narrative></participating-org>")
    let organisation = try #require(activity?.participatingOrganisations.first)
    #expect(organisation.name["ar"] == "تعاونية الأمل")
    #expect(organisation.code == IATICode.organisation("تعاونية الأمل"))
  }

  @Test("a name of nothing else is none")
  func blank() throws {
    let activity = try IATIReading.activity(
      "<participating-org role=\"4\"><narrative>\u{200F}\u{200E}</narrative></participating-org>")
    #expect(activity?.participatingOrganisations.isEmpty == true)
    #expect(IATIReading.skips(activity) == ["part_missing participating-org 3"])
  }
}
