import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// Files behind reports. Nothing is served from where they lie: an answer reads the file, checks its hash and sends it to
/// be saved, never to be shown.
struct EvidenceRoutes: Sendable {
  let tadamun: Tadamun
  let folder: EvidenceFolder

  private static let address = "/api/v1/actors/:actor/reports/:report/evidence"

  var routes: [Route] {
    [
      .get(EvidenceRoutes.address, list).promises(
        "Files behind a report", query: ShortLists.query, .ok(.page(of: .evidence))),
      .post(EvidenceRoutes.address, attach).promises(
        "Attach a file to a report", query: [Field("name", .text)], body: .text,
        in: EvidenceFile.MediaType.allCases.map(\.rawValue), Reply.recorded(.evidence)),
      .get("\(EvidenceRoutes.address)/:sha256", show).promises(
        "A file behind a report", EvidenceFile.MediaType.allCases.map { Reply.ok(.text, as: $0.rawValue) }),
    ]
  }

  /// The body is the file; its name is in the query. 201 where it is attached now, 200 where it was before.
  private func attach(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["name"])
    guard let name = query["name"] else {
      throw Problem("query_malformed", "Say what the file is called: ?name=…", at: Place(field: "name"))
    }
    let declared = request.headers[.contentType]?.lowercased()
    let content = try await request.bytes(upTo: EvidenceFile.maximumSize)
    let type = try EvidenceFile.check(content)
    guard declared == type.rawValue else {
      throw Problem("media_type_unsupported", "The file is \(type.rawValue); send it as that.")
    }
    let (file, isNew) = try await tadamun.attach(
      content, named: name, to: context.key("report"), of: context.code("actor"), in: folder, by: Caller.source)
    return Response(json: .evidence(file), status: isNew ? .created : .ok)
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let (actor, report) = (try context.code("actor"), try context.key("report"))
    return try ShortList(try await tadamun.evidence(of: report, of: actor)) { file in
      file.sha256.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    .page(query, at: "/api/v1/actors/\(actor)/reports/\(report)/evidence", JSON.evidence)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    guard let hash = EvidenceRoutes.hash(context.parameters.get("sha256") ?? "") else {
      throw Problem("path_malformed", "A file is named by the 64 digits of its SHA-256.", at: Place(field: "sha256"))
    }
    let (file, content) = try await tadamun.evidence(
      hash, of: context.key("report"), of: context.code("actor"), in: folder)
    var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: content)))
    response.headers[.contentType] = file.mediaType.rawValue
    response.headers[.contentDisposition] = "attachment"
    return response
  }

  private static func hash(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    let bytes = stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    return bytes.count == 32 ? bytes : nil
  }
}

extension JSON {
  fileprivate static func evidence(_ file: EvidenceFile) -> JSON {
    [
      "sha256": .hex(file.sha256), "media_type": .text(file.mediaType.rawValue), "bytes": .integer(file.byteCount),
      "name": .text(file.name), "attached_by": .text(file.attachedBy), "attached_at": .moment(file.attachedAt),
    ]
  }
}
