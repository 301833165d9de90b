/// Who asks: the name under which keys of idempotency are kept and events are recorded.
public struct Source: Hashable, Sendable {
  public let name: String

  /// - Throws: `source_malformed` where the name is empty or longer than 100 characters.
  public init(_ name: String) throws(Problem) {
    guard (1...100).contains(name.unicodeScalars.count) else {
      throw Problem("source_malformed", "The name of a source has 1 to 100 characters.")
    }
    self.name = name
  }

  private init(known name: String) { self.name = name }

  /// Whether it is somebody who signed in, and not a program or a name that was typed.
  public var isPerson: Bool { name.hasPrefix("person:") }

  public static let commandLine = Source(known: "cli")
  public static let api = Source(known: "api")
  public static let importedFile = Source(known: "import")
  public static let sample = Source(known: "sample")
  /// Under which pools of unions are shared: the code of a distribution is its key.
  public static let pools = Source(known: "pools")
  /// Under which payments that two persons decided on are booked: the payment's reference is the key.
  public static let payments = Source(known: "payments")
  /// Under which entries of zakat are booked: the code of a receipt or distribution is its key, whoever sends it.
  public static let zakat = Source(known: "zakat")
  /// Under which entries of waqf are booked: the code of what they are about is their key.
  public static let waqf = Source(known: "waqf")
  /// Under which entries of campaigns are booked: the code of a pledge or payout is its key.
  public static let crowdfunding = Source(known: "crowdfunding")
  public static let worker = Source(known: "worker")

  /// Data published by an organisation in IATI.
  public static func iati(publisher: String) -> Source { Source(known: "iati:\(publisher.prefix(80))") }

  /// Somebody who signed in.
  public static func person(_ principal: Principal) -> Source { Source(known: "person:\(principal.person)") }
}
