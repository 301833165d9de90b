import Actions
import Domain
import Foundation
import HTTPTypes
import Postgres
import TestProgramme
import Testing
import Web

/// Requests that are refused, out of the files of `Tests/Corpus`: each says what is wrong with it, and the status and
/// code of the refusal. A new case is a line in a file.
@Suite("Requests that are refused")
struct CorpusTests {
  static let files: [String] = {
    let folder = ProblemTextTests.root.appendingPathComponent("Tests/Corpus")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".json") }
      .sorted()
  }()

  @Test("every case is refused as its file says, in Arabic, and nothing is stored", arguments: files)
  func refused(file: String) async throws {
    try await Service.run { service in
      let corpus = try Corpus(ProblemTextTests.root.appendingPathComponent("Tests/Corpus/\(file)"))
      try #require(!corpus.cases.isEmpty)
      _ = try await SmallProgramme(service.tadamun)
      _ = try await service.post("/api/v1/funds", #"{"code": "fund", "instrument": "grant", "names": {"fr": "F"}}"#)
      let before = try await stored(service)
      for (index, found) in corpus.cases.enumerated() {
        let request = try corpus.request(found, index)
        let answer = try await service.send(request.method, request.address, bytes: request.body, request.headers)
        let name = "\(file) \(found["number"] ?? "") \(found["what"] ?? "")"
        #expect(answer.refusal == found["refusal"] as? String, "\(name)")
        #expect(answer.headers[.contentType] == "application/problem+json", "\(name)")
        let title = answer.json["title"] as? String ?? ""
        #expect(title.unicodeScalars.contains { (0x0620...0x064A).contains($0.value) }, "\(name): \(title)")
      }
      #expect(try await stored(service) == before)
    }
  }

  /// How many rows the tables have that requests write.
  private func stored(_ service: Service) async throws -> Int64 {
    try await service.tadamun.pool.queryValue(
      """
      SELECT (SELECT count(*) FROM entries) + (SELECT count(*) FROM reports) + (SELECT count(*) FROM actors)
        + (SELECT count(*) FROM events) + (SELECT count(*) FROM hijri_month_starts)
      """)
  }
}

/// One file of the corpus.
private struct Corpus {
  let method: String
  let address: String
  let base: [String: Any]
  let cases: [[String: Any]]

  init(_ file: URL) throws {
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    method = json["method"] as? String ?? "POST"
    address = json["address"] as? String ?? ""
    base = json["base"] as? [String: Any] ?? [:]
    cases = json["cases"] as? [[String: Any]] ?? []
  }

  /// The request of a case: the file's, with what the case says in its place.
  func request(_ found: [String: Any], _ index: Int) throws -> (
    method: HTTPRequest.Method, address: String, body: [UInt8], headers: HTTPFields
  ) {
    var headers: HTTPFields = [.contentType: "application/json", .acceptLanguage: "ar"]
    let key = found["key"] ?? "corpus-\(index)"
    if let key = key as? String { headers[.idempotencyKeyField] = key }
    for (name, value) in found["headers"] as? [String: String] ?? [:] {
      headers[try #require(HTTPField.Name(name))] = value
    }
    let method = try #require(HTTPRequest.Method(method))
    return (method, found["address"] as? String ?? address, try body(found), headers)
  }

  private func body(_ found: [String: Any]) throws -> [UInt8] {
    if let hex = found["hex"] as? String {
      return stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }
    if let start = found["raw"] as? String {
      let fill = String(repeating: found["fill"] as? String ?? "", count: found["times"] as? Int ?? 0)
      return Array((start + fill + (found["tail"] as? String ?? "")).utf8)
    }
    if method == "GET" { return [] }
    let members = base.merging(found["set"] as? [String: Any] ?? [:]) { $1 }
    return Array(try JSONSerialization.data(withJSONObject: members))
  }
}
