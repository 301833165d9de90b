import Domain
import HTTPTypes
import Hummingbird

extension Language {
  /// What a person asks for: `?lang=` first, then Accept-Language (RFC 9110, 12.5.4), then French.
  package init(of request: Request) { self = Language.asked(request) ?? .fr }

  /// As ``init(of:)``, and English where a program says nothing.
  package init(ofProgram request: Request) { self = Language.asked(request) ?? .en }

  private static func asked(_ request: Request) -> Language? {
    request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
      ?? accepted(request.headers[.acceptLanguage] ?? "")
  }

  /// The language of those we speak that the header likes best; of equals, the first.
  package static func accepted(_ header: String) -> Language? {
    var best: (language: Language, quality: Double)?
    for item in header.split(separator: ",").prefix(20) {
      let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
      guard let tag = parts.first, let language = Language(rawValue: String(tag.prefix { $0 != "-" })) else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
      let quality = weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if quality > 0, quality > best?.quality ?? 0 { best = (language, quality) }
    }
    return best?.language
  }
}
