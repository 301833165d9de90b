import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A server of mail on this machine that takes letters and sends none on: as much of SMTP (RFC 5321) as a client needs.
public final class MailSink: Sendable {
  public struct Letter: Sendable {
    public let sender: String
    public let receiver: String
    /// Headers and text as they came, lines ended by line feeds.
    public let content: String

    /// The text, decoded.
    public var text: String {
      let parts = content.split(separator: "\n\n", maxSplits: 1)
      let body = parts.count > 1 ? parts[1].filter { !$0.isWhitespace } : ""
      return Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  public let port: UInt16
  private let descriptor: Int32
  private let taken = Mutex<[Letter]>([])
  private let refuses: Bool

  public var letters: [Letter] { taken.withLock { $0 } }
  public var url: String { "smtp://127.0.0.1:\(port)" }

  /// - Parameter refuses: Whether it turns every receiver away.
  public init(refuses: Bool = false) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    self.descriptor = descriptor
    self.refuses = refuses
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread { [weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return }
        self?.serve(client)
        close(client)
      }
    }
    thread.start()
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  private func serve(_ client: Int32) {
    guard let stream = fdopen(dup(client), "r") else { return }
    defer { fclose(stream) }
    var (sender, receiver) = ("", "")
    say("220 sink", to: client)
    while let line = read(stream) {
      switch line.prefix(4).uppercased() {
      case "EHLO", "HELO", "RSET", "NOOP": say("250 sink", to: client)
      case "MAIL":
        sender = between(line)
        say("250 ok", to: client)
      case "RCPT":
        receiver = between(line)
        say(refuses ? "550 nobody of that name" : "250 ok", to: client)
      case "DATA":
        say("354 go on", to: client)
        var lines: [String] = []
        while let line = read(stream), line != "." {
          lines.append(line.hasPrefix("..") ? String(line.dropFirst()) : line)
        }
        let letter = Letter(sender: sender, receiver: receiver, content: lines.joined(separator: "\n"))
        taken.withLock { $0.append(letter) }
        say("250 taken", to: client)
      case "QUIT":
        say("221 bye", to: client)
        return
      default: say("502 not here", to: client)
      }
    }
  }

  private func read(_ stream: UnsafeMutablePointer<FILE>) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    guard fgets(&buffer, Int32(buffer.count), stream) != nil else { return nil }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
  }

  private func between(_ line: String) -> String {
    String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
  }

  private func say(_ line: String, to client: Int32) {
    let bytes = Array("\(line)\r\n".utf8)
    _ = bytes.withUnsafeBytes { write(client, $0.baseAddress, $0.count) }
  }
}
