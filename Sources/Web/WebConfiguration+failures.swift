import Domain
import Foundation
import NIOCore

extension WebConfiguration {
  /// What kept the service from listening, as a sentence for who started it; nil for any other error.
  ///
  /// - Returns: `port_in_use`, `port_not_permitted`, `host_not_here`.
  public func problem(ofServing error: any Error) -> Problem? {
    guard let error = error as? IOError else { return nil }
    let place = Place(field: "port")
    switch error.errnoCode {
    case EADDRINUSE:
      return Problem(
        "port_in_use", "Another program listens on \(host):\(port) already; name another port with --port.", at: place)
    case EACCES:
      return Problem(
        "port_not_permitted", "This user may not listen on port \(port); take one from 1024 on.", at: place)
    case EADDRNOTAVAIL:
      return Problem("host_not_here", "This machine has no address \(host).", at: Place(field: "host"))
    default: return nil
    }
  }
}
