import Domain
import Foundation
import Interchange
import Testing

@Suite("An IATI file that cannot be trusted is refused")
struct IATIRefusalTests {
  static func refusal(_ bytes: [UInt8], _ limits: IATILimits = IATILimits()) -> String? {
    do {
      _ = try IATIReading.read(IATIReader(data: Data(bytes), name: "a.xml", limits: limits))
      return nil
    } catch {
      guard let problem = error as? Problem else { return "\(error)" }
      return "\(problem.code) \(problem.place?.line.map(String.init) ?? "-")"
    }
  }

  static let start = "<iati-activities version=\"2.03\">\n"

  @Test(
    "declarations, versions and shapes",
    arguments: [
      ("", "xml_empty -"),
      ("<!DOCTYPE x [<!ENTITY a \"b\">]>\n<iati-activities version=\"2.03\"/>", "xml_doctype_refused 1"),
      (
        "<?xml version=\"1.0\"?>\n<!DOCTYPE iati-activities SYSTEM \"file:///etc/passwd\"><x/>", "xml_doctype_refused 2"
      ),
      ("<!doctype html><html/>", "xml_doctype_refused 1"), ("\n\n<!ENTITY % x \"y\">", "xml_doctype_refused 3"),
      ("<?x?><iati-activities version=\"2.03\"/>", "xml_instruction_refused 1"),
      ("<?xml?>", "xml_instruction_refused 1"),
      ("\(start)<?x\u{FFFD}?></iati-activities>", "xml_instruction_refused 2"),
      ("<?xml-stylesheet href=\"a.xsl\"?>\n<iati-activities/>", "iati_version_unsupported 2"),
      ("<iati-activities version=\"1.05\"/>", "iati_version_unsupported 1"),
      ("<iati-activities version=\"2.04\"/>", "iati_version_unsupported 1"),
      ("<iati-activities/>", "iati_version_unsupported 1"),
      ("<iati-organisations version=\"2.03\"/>", "iati_not_activities 1"), ("<html/>", "iati_not_activities 1"),
      ("\(start)<iati-activity>\n</iati-activities>", "xml_malformed 3"),
      ("\(start)<iati-activity><iati-identifier>A</iati-identifier></iati-activity>\n", "xml_malformed 2"),
      ("\(start)</iati-activities><x/>", "xml_malformed 2"), ("not xml", "xml_malformed 1"),
      ("\(start)&unknown;</iati-activities>", "xml_malformed 2"),
      ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><iati-activities version=\"2.03\"/>", "encoding_not_utf8 1"),
      ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><iati-activities version=\"2.03\"/>", "encoding_not_utf8 1"),
    ])
  func shapes(_ xml: String, _ refusal: String) {
    #expect(IATIRefusalTests.refusal(Array(xml.utf8)) == refusal)
  }

  @Test("bytes that are not UTF-8")
  func encoding() {
    #expect(IATIRefusalTests.refusal([0xFF, 0xFE, 0x3C, 0]) == "encoding_not_utf8 1")
    #expect(IATIRefusalTests.refusal([0x3C, 0, 0x61, 0]) == "encoding_not_utf8 1")
    let latin = Array("\(IATIRefusalTests.start)<x>\n".utf8) + [0xE9] + Array("</x></iati-activities>".utf8)
    #expect(IATIRefusalTests.refusal(latin) == "encoding_not_utf8 3")
  }

  @Test("a declaration that comes late or across two pieces is found")
  func late() {
    for padding in [262_130, 262_136, 262_140, 262_144, 600_000] {
      let text = "<x>" + String(repeating: "é", count: padding / 2) + "<!DOCTYPE x>"
      #expect(IATIRefusalTests.refusal(Array(text.utf8)) == "xml_doctype_refused 1")
    }
  }

  @Test("an instruction without data ends no run, wherever its bytes are cut, and however long its name is")
  func instructions() {
    for padding in 262_126...262_150 {
      for open in ["<x>", ""] {
        let text = open + String(repeating: "y", count: padding) + "<?php?>"
        #expect(IATIRefusalTests.refusal(Array(text.utf8)) == "xml_instruction_refused 1")
      }
    }
    let endless = "<x><?" + String(repeating: "y", count: 900_000)
    #expect(IATIRefusalTests.refusal(Array("\(endless)?></x>".utf8)) == "xml_instruction_refused 1")
  }

  @Test("limits of length, depth, text and elements")
  func limits() {
    let start = IATIRefusalTests.start
    let deep = start + String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40) + "</iati-activities>"
    #expect(IATIRefusalTests.refusal(Array(deep.utf8)) == "xml_too_deep 2")
    let identifier = "<iati-activity><iati-identifier>\(String(repeating: "x", count: 500))</iati-identifier>"
    let long = start + identifier + "</iati-activity></iati-activities>"
    #expect(IATIRefusalTests.refusal(Array(long.utf8), IATILimits(textBytes: 100)) == "xml_text_too_long 2")
    #expect(IATIRefusalTests.refusal(Array(long.utf8), IATILimits(bytes: 100)) == "xml_too_long -")
    let many =
      start + "<iati-activity>" + String(repeating: "<title/>", count: 20) + "</iati-activity></iati-activities>"
    #expect(IATIRefusalTests.refusal(Array(many.utf8), IATILimits(activityElements: 10)) == "xml_activity_too_long 2")
  }

  @Test("an activity without an identifier is passed over and listed; what a caller throws comes out")
  func identifiers() throws {
    let xml = "\(IATIRefusalTests.start)<iati-activity><title/></iati-activity>\n<note/></iati-activities>"
    let (activities, summary) = try IATIReading.read(xml)
    #expect(activities.isEmpty)
    #expect(summary.skipped.map(\.code) == ["part_missing", "element_unknown"])
    #expect(summary.skipped.map(\.line) == [2, 3])
    let good =
      "\(IATIRefusalTests.start)<iati-activity><iati-identifier>A</iati-identifier></iati-activity></iati-activities>"
    let thrown = #expect(throws: Problem.self) {
      _ = try IATIReader(data: Data(good.utf8)).forEachActivity { _ in throw Problem("stop", "Stop.") }
    }
    #expect(thrown?.code == "stop")
  }
}
