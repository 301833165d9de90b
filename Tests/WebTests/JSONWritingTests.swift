import Foundation
import Serving
import Testing
import Web

@Suite("JSON that is written")
struct JSONWritingTests {
  @Test("every character of a text reads back as itself")
  func texts() throws {
    let controls = String(String.UnicodeScalarView((0..<0x20).map { Unicode.Scalar($0) }))
    for text in ["", "تعاونية أركان", "Coopérative", "a \"quoted\" \\ b", controls, "\u{7F}\u{2028}🐪"] {
      let read = try JSONSerialization.jsonObject(with: Data(JSON.list([.text(text)]).bytes))
      #expect(read as? [String] == [text])
    }
    #expect(JSON.text("\u{1}\u{1F}\n\"\\é").rendered == #""\u0001\u001f\u000a\"\\é""#)
  }

  @Test("members keep their order, numbers are the shortest that read back, and what is no number is null")
  func structure() {
    let json: JSON = [
      "b": .integer(Int64.min), "a": .list([.number(0.1), .number(.nan), .number(-.infinity), .null, .bool(false)]),
      "": .object([]), "n": .number(1e21),
    ]
    #expect(json.rendered == #"{"b":-9223372036854775808,"a":[0.1,null,null,null,false],"":{},"n":1e+21}"#)
  }
}
