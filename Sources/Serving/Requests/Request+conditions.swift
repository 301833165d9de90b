import Domain
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
  package static let idempotencyKey = HTTPField.Name(trusted: "Idempotency-Key")
  package static let requestID = HTTPField.Name(trusted: "X-Request-Id")

  /// A name that is known to be one.
  package init(trusted name: String) {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
    self = name
  }
}

extension Request {
  /// The key under which the sender may repeat the request.
  /// - Throws: `key_missing`; `key_malformed` where it is empty, longer than 255 characters, or given twice;
  ///   `header_malformed` where it has anything but visible characters of ASCII.
  package func idempotencyKey() throws(Problem) -> String {
    let values = headers[values: .idempotencyKey]
    guard let key = values.first else {
      throw Problem(
        "key_missing", "Send the header Idempotency-Key with a name of your own for this fact; a repeat uses it again.")
    }
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem("header_malformed", "Idempotency-Key has visible characters of ASCII and no space.")
    }
    guard values.count == 1, (1...255).contains(key.utf8.count) else {
      throw Problem("key_malformed", "Idempotency-Key is one name of 1 to 255 characters.")
    }
    return key
  }

  /// The version that the sender read, out of `If-Match: "3"`.
  /// - Throws: `if_match_missing`; `header_malformed` for anything but one strong tag of this service.
  package func ifMatch() throws(Problem) -> Int {
    let values = headers[values: .ifMatch]
    guard let value = values.first else {
      throw Problem("if_match_missing", "Send the header If-Match with the ETag that you read.")
    }
    let digits = value.dropFirst().dropLast()
    guard values.count == 1, value.count >= 3, value.first == "\"", value.last == "\"",
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let version = Int(digits)
    else {
      throw Problem("header_malformed", "If-Match is one tag as ETag gave it, such as \"3\".")
    }
    return version
  }
}
