import Crypto
import Hummingbird
import NIOCore

/// A file of the pages that never changes: its address names its content, so that browsers may keep it for a year.
struct StaticFile: Sendable {
  let path: String
  private let mediaType: String
  private let bytes: [UInt8]

  init(_ name: String, extension suffix: String, mediaType: String, text: String) {
    self.init(name, extension: suffix, mediaType: mediaType, bytes: Array(text.utf8))
  }

  init(_ name: String, extension suffix: String, mediaType: String, bytes: [UInt8]) {
    let digest = SHA256.hash(data: bytes).prefix(6)
    let hash = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    path = "/static/\(name)-\(hash).\(suffix)"
    self.mediaType = mediaType
    self.bytes = bytes
  }

  var response: Response {
    var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    response.headers[.contentType] = mediaType
    response.headers[.cacheControl] = "public, max-age=31536000, immutable"
    return response
  }

  static let all = [stylesheet, arabicFont, icon, reportScript, receivedScript]

  /// The font of Arabic pages, which `scripts/font` makes; other languages take the fonts of the machine.
  static let arabicFont = StaticFile(
    "arabic", extension: "woff2", mediaType: "font/woff2", bytes: PackageResources.TadamunArabic_woff2)

  /// Two bars that lean on each other.
  static let icon = StaticFile(
    "icon", extension: "svg", mediaType: "image/svg+xml",
    text: """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1f6f5c" d="M7 2h2l5 12h-3L8 6l-3 8H2z"/></svg>

      """)
}
