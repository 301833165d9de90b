import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// Where a request comes from.
enum ClientAddress {
  /// The address of the client.
  ///
  /// Each proxy puts the address that it sees at the right end of `X-Forwarded-For`. What the service's own proxies put
  /// there is true, and all to the left of it is what the client likes to say.
  ///
  /// - Parameter proxies: How many proxies of one's own a request passes; with none the header means nothing.
  /// - Returns: `peer` where the header is shorter than that, or says there what is no address.
  static func of(_ request: Request, peer: String, proxies: Int) -> String {
    guard proxies > 0 else { return peer }
    let hops = request.headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
      .map { $0.filter { !$0.isWhitespace } }
    guard hops.count >= proxies else { return peer }
    let said = hops[hops.count - proxies]
    guard let address = try? SocketAddress(ipAddress: said, port: 0).ipAddress else { return peer }
    return address
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name(trusted: "X-Forwarded-For")
}
