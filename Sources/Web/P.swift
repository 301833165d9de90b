import Actions
import Hummingbird
import Logging
public struct WebConfiguration: Sendable {
  public var host: String
  public var port: Int
  public init(host: String, port: Int) { self.host = host; self.port = port }
}
public func application(_ t: Tadamun, configuration: WebConfiguration, logger: Logger) throws -> some ApplicationProtocol {
  Application(router: Router())
}
