import Foundation
import HummingbirdTesting
import Testing
import Web

#if canImport(Glibc)
  import Glibc
#endif

/// What comes over a connection and is no good HTTP, out of `Tests/Corpus/wire`: two programs that read such bytes
/// differently, a proxy and the service, are how requests get smuggled past the first.
@Suite("Bytes over a connection", .serialized)
struct WireTests {
  private struct Corpus: Decodable {
    let cases: [Case]
  }

  private struct Case: Decodable {
    let what: String
    let send: Pieces
    /// Of the answers, in order; none where the connection ends without one.
    let statuses: [Int]
    let closed: Bool
    /// Whether the client says that nothing more comes.
    let end: Bool?
    let bytewise: Bool?
  }

  /// A text, or texts and what is repeated.
  private struct Pieces: Decodable {
    let bytes: [UInt8]

    private struct Repeated: Decodable {
      let `repeat`: String
      let times: Int
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        bytes = Pieces.latin(text)
        return
      }
      var list = try decoder.unkeyedContainer()
      var bytes: [UInt8] = []
      while !list.isAtEnd {
        if let text = try? list.decode(String.self) {
          bytes += Pieces.latin(text)
        } else {
          let piece = try list.decode(Repeated.self)
          let one = Pieces.latin(piece.repeat)
          for _ in 0..<piece.times { bytes += one }
        }
      }
      self.bytes = bytes
    }

    /// One byte a character.
    private static func latin(_ text: String) -> [UInt8] {
      text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
  }

  @Test("every case is answered as its file says, and stores nothing")
  func wire() async throws {
    let file = ProblemTextTests.root.appendingPathComponent("Tests/Corpus/wire/requests.json")
    let corpus = try JSONDecoder().decode(Corpus.self, from: Data(contentsOf: file))
    try await Service.run(.live) { service in
      let port = try #require(service.client.port)
      for found in corpus.cases {
        let answer = try await Self.aside { try Self.exchange(found, with: port) }
        #expect(answer.statuses == found.statuses, "\(found.what): \(answer.statuses)")
        #expect(answer.isClosed == found.closed || found.end == true, "\(found.what): closed \(answer.isClosed)")
      }
      #expect(try await service.get("/api/v1/actors").items.isEmpty)
    }
  }

  @Test("a body that trickles is given up, and others are served meanwhile")
  func slowBody() async throws {
    var configuration = WebConfiguration(port: 0)
    configuration.bodyTimeout = .seconds(1)
    try await Service.run(.live, configuration) { service in
      let port = try #require(service.client.port)
      async let slow = Self.aside { () -> [Int] in
        let connection = try Connection(port: port)
        connection.send(
          Array(
            "POST /api/v1/actors HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
              .utf8))
        let deadline = Date().addingTimeInterval(Self.patience)
        while connection.received(within: 0.1).isEmpty, Date() < deadline { connection.send([0x20]) }
        return connection.statuses
      }
      #expect(try await service.get("/healthz").status == 200)
      #expect(try await slow == [408])
    }
  }

  /// How long an answer may take, in seconds: the other tests keep the machine busy.
  private static let patience = 60.0

  /// Runs what waits for bytes on a thread of its own, and leaves those that answer alone.
  private static func aside<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
  }

  private static func exchange(_ found: Case, with port: Int) throws -> (statuses: [Int], isClosed: Bool) {
    let connection = try Connection(port: port)
    if found.bytewise == true {
      for byte in found.send.bytes { connection.send([byte]) }
    } else {
      connection.send(found.send.bytes)
    }
    if found.end == true { connection.endSending() }
    // Enough answers, or the end of the connection, or silence.
    let deadline = Date().addingTimeInterval(patience)
    while !connection.isClosed, Date() < deadline {
      let isComplete = connection.statuses.count >= found.statuses.count && !found.closed && found.end != true
      if connection.received(within: isComplete ? 0.2 : 2).isEmpty, isComplete { break }
    }
    return (connection.statuses, connection.isClosed)
  }

  /// A connection to this machine, read and written as bytes.
  private final class Connection {
    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private(set) var isClosed = false

    init(port: Int) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
    }

    deinit { close(descriptor) }

    /// Sends as far as the other end takes it, reading what it says meanwhile.
    func send(_ data: [UInt8]) {
      var rest = data[...]
      while !rest.isEmpty {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT | POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, 5_000) > 0 else { return }
        if poll.revents & Int16(POLLIN) != 0, received(within: 0).isEmpty, isClosed { return }
        if poll.revents & Int16(POLLOUT) == 0 { continue }
        // MSG_NOSIGNAL and MSG_DONTWAIT.
        let sent = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, 0x4000 | 0x40)
        }
        if sent < 0 { return }
        rest = rest.dropFirst(sent)
      }
    }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes within so many seconds.
    func received(within seconds: Double) -> [UInt8] {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard !isClosed, Glibc.poll(&poll, 1, Int32(seconds * 1_000)) > 0 else { return [] }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 {
        isClosed = true
        return []
      }
      bytes += buffer.prefix(count)
      return Array(buffer.prefix(count))
    }

    /// The statuses of the answers so far.
    var statuses: [Int] {
      String(decoding: bytes, as: UTF8.self).components(separatedBy: "HTTP/1.1 ").dropFirst()
        .compactMap { Int($0.prefix(3)) }
    }
  }
}
