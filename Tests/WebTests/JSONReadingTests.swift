import Domain
import Serving
import Testing
import Web

@Suite("Strict JSON")
struct JSONReadingTests {
  @Test(
    "what is not JSON is refused with a code",
    arguments: [
      ("", "json_malformed"), (" ", "json_malformed"), ("{", "json_malformed"), ("{}x", "json_malformed"),
      ("{\"a\":1,}", "json_malformed"), ("[1,]", "json_malformed"), ("[1 2]", "json_malformed"),
      ("{a:1}", "json_malformed"), ("{'a':1}", "json_malformed"), ("{\"a\" 1}", "json_malformed"),
      ("01", "json_malformed"), ("+1", "json_malformed"), ("1.", "json_malformed"), (".5", "json_malformed"),
      ("1e", "json_malformed"), ("-", "json_malformed"), ("NaN", "json_malformed"), ("Infinity", "json_malformed"),
      ("0x10", "json_malformed"), ("tru", "json_malformed"), ("nulll", "json_malformed"), ("١", "json_malformed"),
      ("\"a", "json_malformed"), ("\"a\nb\"", "json_malformed"), ("\"\\x\"", "json_malformed"),
      ("\"\\u12\"", "json_malformed"), ("\"\\u+123\"", "json_malformed"), ("\"\\u-000\"", "json_malformed"),
      ("\"\\ud800\"", "json_malformed"), ("\"\\udc00\"", "json_malformed"), ("\"\\ud800\\u0041\"", "json_malformed"),
      ("\"\\", "json_malformed"), ("\"\\u0000\"", "text_has_nul"), ("\u{FEFF}{}", "json_malformed"),
      ("// no\n{}", "json_malformed"), ("{\"a\":1,\"a\":2}", "json_duplicate_name"),
      ("{\"a\":1,\"\\u0061\":2}", "json_duplicate_name"),
      (String(repeating: "[", count: 10_000), "json_too_deep"),
      (String(repeating: "1", count: 65), "json_malformed"),
    ])
  func refused(text: String, code: String) {
    let problem = #expect(throws: Problem.self) { try JSONReader.read(Array(text.utf8)) }
    #expect(problem?.code.rawValue == code)
  }

  @Test("bytes that are not UTF-8 are refused", arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82]])
  func notUTF8(bytes: [UInt8]) {
    let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
    #expect(throws: Problem.self) { try JSONReader.read(quoted) }
  }

  @Test("nesting is read down to the limit and not below")
  func depth() throws {
    let nested = { (depth: Int) in
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONReader.read(nested(JSONReader.maximumDepth))
    #expect(throws: Problem.self) { try JSONReader.read(nested(JSONReader.maximumDepth + 1)) }
  }

  @Test("numbers keep their digits", arguments: ["0", "-0", "0.10", "1e3", "-12.50E+07", "9223372036854775808"])
  func digits(text: String) throws {
    guard case .number(let digits) = try JSONReader.read(Array(text.utf8)).content else {
      Issue.record("not a number")
      return
    }
    #expect(digits == text)
  }

  @Test("escapes and every script are read")
  func texts() throws {
    let value = try JSONReader.read(Array(#""تضامن \"ⵜ\" \u00e9\ud83d\ude00\n\/""#.utf8))
    guard case .text(let text) = value.content else {
      Issue.record("not a text")
      return
    }
    #expect(text == "تضامن \"ⵜ\" é😀\n/")
  }

  @Test("places count lines and characters, and name the path")
  func places() throws {
    let text = "{\n  \"الاسم\": \"é\", \"cells\": [1, {\"value\": tru}]\n}"
    let problem = #expect(throws: Problem.self) { try JSONReader.read(Array(text.utf8)) }
    #expect(problem?.place == Place(line: 2, column: 40, field: "cells[1].value"))
  }
}
