/// A refusal that a person can act on: a stable code for programs, a sentence for people, and the place it is about.
///
/// The code never changes once released; the sentence may be reworded or translated.
public struct Problem: Error, Hashable, Sendable {
  public let code: ProblemCode
  public let message: String
  public let place: Place?

  public init(_ code: ProblemCode, _ message: String, at place: Place? = nil) {
    self.code = code
    self.message = message
    self.place = place
  }

  /// The same problem, said to be at `place`; parts of an earlier place that `place` leaves open are kept.
  public func at(_ place: Place) -> Problem {
    Problem(code, message, at: self.place?.completed(by: place) ?? place)
  }
}

extension Problem: CustomStringConvertible {
  /// `file:line:column: field: message [code]`, with what is unknown left out.
  public var description: String {
    let prefix = place.map { "\($0): " } ?? ""
    return "\(prefix)\(message) [\(code)]"
  }
}

/// A stable identifier of a kind of refusal, in `snake_case`.
public struct ProblemCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { self.rawValue = value }

  public var description: String { rawValue }
}

/// Several refusals at once, in the order they were met; never empty.
public struct Problems: Error, Hashable, Sendable {
  public let list: [Problem]

  /// - Precondition: `list` is not empty.
  public init(_ list: [Problem]) {
    precondition(!list.isEmpty, "Problems are never empty")
    self.list = list
  }

  /// Throws all of `list`, or nothing where it is empty.
  public static func throwIfAny(_ list: [Problem]) throws(Problems) {
    if !list.isEmpty { throw Problems(list) }
  }
}

extension Problems: CustomStringConvertible {
  public var description: String { list.map(\.description).joined(separator: "\n") }
}
