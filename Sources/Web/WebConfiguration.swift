import Actions
import Domain
import Serving

/// Where the service listens and the limits it keeps.
public struct WebConfiguration: Sendable {
  /// A loopback address or `localhost`; anything else is refused.
  public var host: String
  /// 0 lets the system choose.
  public var port: Int
  /// How long one request may take, reading its body included, before it is answered with 503.
  public var requestTimeout: Duration
  /// How long a body may take to arrive.
  public var bodyTimeout: Duration = .seconds(20)
  /// How long a connection may lie idle.
  public var idleTimeout: Duration
  /// The most connections open at a time; others wait in the system's queue.
  public var maximumConnections: Int
  /// The name by which people call the service through its proxy, such as `tadamun.example.org`; nil where there is none.
  public var publicName: String?
  /// How many proxies of one's own a request passes; with none, `X-Forwarded-For` means nothing.
  public var trustedProxies: Int
  /// The most requests a minute from one address, and of one account.
  public var requestsPerMinute: Int
  /// The most bytes of pages of scores that are kept to be given again while they hold.
  public var keptPageBytes: Int
  /// How long sessions and links hold, and the key of second factors.
  public var access: AccessRules
  /// The outlines that maps are drawn from; nil where there are none, then tables stand alone.
  public var map: TerritoryMap?
  /// Where files behind reports are kept; nothing is served from there.
  public var evidenceFolder: String
  /// What refusals are called in each language.
  public var texts: ProblemTexts

  public init(
    host: String = "127.0.0.1", port: Int = 8080, requestTimeout: Duration = .seconds(30),
    idleTimeout: Duration = .seconds(60), maximumConnections: Int = 1_000,
    publicName: String? = nil, trustedProxies: Int = 0, requestsPerMinute: Int = 1_200, keptPageBytes: Int = 8 << 20,
    access: AccessRules = AccessRules(), map: TerritoryMap? = nil, evidenceFolder: String = ".tadamun/evidence",
    texts: ProblemTexts = ProblemTexts()
  ) {
    self.host = host
    self.port = port
    self.requestTimeout = requestTimeout
    self.idleTimeout = idleTimeout
    self.maximumConnections = maximumConnections
    self.publicName = publicName
    self.trustedProxies = trustedProxies
    self.requestsPerMinute = requestsPerMinute
    self.keptPageBytes = keptPageBytes
    self.access = access
    self.map = map
    self.evidenceFolder = evidenceFolder
    self.texts = texts
  }

  /// The names by which requests may call the service. A page of another site that points its own name at this machine
  /// (DNS rebinding) comes under another one.
  var servedNames: Set<String> {
    Set(["localhost", "127.0.0.1", "[::1]", host.contains(":") ? "[\(host)]" : host] + [publicName].compactMap(\.self))
  }

  /// - Throws: `bind_not_loopback`, `port_out_of_range`.
  func check() throws(Problem) {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    let isLoopback4 = numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    guard isLoopback4 || host == "::1" || host == "localhost" else {
      throw Problem(
        "bind_not_loopback",
        "“\(host)” is not a loopback address. The service speaks plain HTTP and, until somebody has an account, lets"
          + " everybody read and write. Bind it to 127.0.0.1, and let others in through a proxy that encrypts.",
        at: Place(field: "host"))
    }
    guard (0...65_535).contains(port) else {
      throw Problem("port_out_of_range", "A port is between 0 and 65535.", at: Place(field: "port"))
    }
  }
}
